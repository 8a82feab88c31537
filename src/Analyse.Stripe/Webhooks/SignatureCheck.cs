using System.Globalization;
using System.Text;
using Stripe;

namespace Analyse.Stripe.Webhooks;

/// <summary>Checks <c>Stripe-Signature</c> on the bytes as they came, before any of them are parsed.</summary>
internal sealed class SignatureCheck(AnalyseStripeOptions options, TimeProvider time)
{
    // Bytes that are not UTF-8 are not replaced: the text made of them would be another body.
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>What is wrong and what to do, for the log and the answer; <see langword="null"/>: the signature is right.</returns>
    public string? ProblemOf(ReadOnlyMemory<byte> rawBody, string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
        {
            return "The request has no Stripe-Signature header: it does not come from Stripe, or a proxy in between removed the header.";
        }

        if (rawBody.IsEmpty)
        {
            return "The body is empty: a middleware in front of the endpoint has read it. Let that middleware skip this path, or make it call Request.EnableBuffering() first and set Request.Body.Position = 0 afterwards.";
        }

        if (options.SigningSecrets.Count == 0)
        {
            return "No signing secret is configured, so nothing can be verified: set Analyse:Stripe:SigningSecrets:0, or STRIPE_WEBHOOK_SECRET, to the endpoint's signing secret, whsec_….";
        }

        try
        {
            var body = _strict.GetString(rawBody.Span);
            return IsSigned(body, header, time.GetUtcNow().ToUnixTimeSeconds()) ? null : Explain(body, header);
        }
        catch (DecoderFallbackException)
        {
            return "The body is not UTF-8, as Stripe's are: something between Stripe and the endpoint changed it. Pass on its bytes as they came.";
        }
    }

    private string Explain(string body, string header)
    {
        var parts = SignatureHeader.Parse(header);
        if (parts is not { Time: { } signedAt, HasSignature: true })
        {
            return "The Stripe-Signature header is malformed, as it needs a time t=… and a signature v1=…: the request does not come from Stripe, or a proxy in between shortened the header.";
        }

        if (IsSigned(body, header, signedAt))
        {
            return $"The signature is right, but its time is {Distance(signedAt)} this server's clock, and {options.Tolerance} is allowed: correct the clock. If it is right, this is a copy of an old request.";
        }

        return BodyAlteration.Find(body, original => IsSigned(original, header, signedAt)) is { } alteration
            ? $"The body was changed between Stripe and the endpoint: {alteration}. Pass on its bytes as they came."
            : "The signature was made with another secret than the configured ones: set Analyse:Stripe:SigningSecrets to the signing secret of this very endpoint (each endpoint, each mode and 'stripe listen' have their own). If the secret is right, the body was changed on its way: pass on its bytes as they came.";
    }

    private string Distance(long signedAt)
    {
        var seconds = (decimal)time.GetUtcNow().ToUnixTimeSeconds() - signedAt;
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(seconds)} s {(seconds > 0 ? "before" : "after")}");
    }

    private bool IsSigned(string body, string header, long now) => options.SigningSecrets.Any(secret => IsSignedWith(secret, body, header, now));

    private bool IsSignedWith(string secret, string body, string header, long now)
    {
        try
        {
            EventUtility.ValidateSignature(body, header, secret, (long)options.Tolerance.TotalSeconds, now);
            return true;
        }
        catch (Exception)
        {
            // A StripeException says that it does not match; others come from headers that the library did not expect.
            return false;
        }
    }
}
