using System.Text;
using Stripe;

namespace Analyse.Stripe.Webhooks;

/// <summary>Checks <c>Stripe-Signature</c> on the bytes as they came, before anything of them is read.</summary>
internal sealed class SignatureCheck(AnalyseStripeOptions options, TimeProvider time)
{
    // Bytes that are no UTF-8 are not replaced: text made of them would be another body.
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>What is wrong, in one sentence; <see langword="null"/>: one of the secrets made the signature.</returns>
    public string? ProblemOf(ReadOnlyMemory<byte> rawBody, string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
        {
            return "There is no header Stripe-Signature.";
        }

        if (options.SigningSecrets.Count == 0)
        {
            return "There is no signing secret.";
        }

        try
        {
            var body = _strict.GetString(rawBody.Span);
            return options.SigningSecrets.Any(secret => IsSignedWith(secret, body, header))
                ? null
                : "The signature fits none of the signing secrets, or its time is too far from now.";
        }
        catch (DecoderFallbackException)
        {
            return "The body is not UTF-8.";
        }
    }

    private bool IsSignedWith(string secret, string body, string header)
    {
        try
        {
            EventUtility.ValidateSignature(
                body, header, secret, (long)options.Tolerance.TotalSeconds, time.GetUtcNow().ToUnixTimeSeconds());
            return true;
        }
        catch (Exception)
        {
            // A StripeException says that it does not fit; others come from headers that the library did not expect.
            return false;
        }
    }
}
