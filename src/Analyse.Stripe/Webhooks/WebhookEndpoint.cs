using System.Buffers;
using System.IO.Pipelines;
using Analyse.Stripe.Configuration;
using Analyse.Stripe.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Analyse.Stripe.Webhooks;

/// <summary>The endpoint: reads the raw body, hands it on, and answers.</summary>
internal static class WebhookEndpoint
{
    public const string SignatureHeader = "Stripe-Signature";

    public static async Task HandleAsync(HttpContext context)
    {
        var limit = context.RequestServices.GetRequiredService<StripeSettings>().Current.MaxBodyBytes;
        try
        {
            var body = await ReadAsync(context, limit).ConfigureAwait(false);

            // Not under the request's token: when Stripe hangs up, the capture still ends, and its repetition is a duplicate.
            var result = await context.RequestServices.GetRequiredService<IAnalyseStripe>()
                .CaptureAsync(body, context.Request.Headers[SignatureHeader], CancellationToken.None)
                .ConfigureAwait(false);
            await AnswerAsync(context, result, context.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException refusal)
        {
            var isTooLong = refusal.StatusCode is StatusCodes.Status413PayloadTooLarge;
            var outcome = isTooLong ? StripeWebhookOutcome.TooLarge : StripeWebhookOutcome.NotReadable;
            await AnswerAsync(context, StripeWebhookResult.Of(outcome), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException || (fault is OperationCanceledException && context.RequestAborted.IsCancellationRequested))
        {
            // Most likely nobody is there to be answered; whoever is must not take it for done.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            }
        }
    }

    /// <summary>The body to its end, or one byte more than the limit.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context, int limit)
    {
        var body = new ArrayBufferWriter<byte>();
        ReadResult read;
        do
        {
            // Part by part: what is not taken out of the reader would count against the windows of HTTP/2, which may be smaller.
            read = await ReadPartAsync(context).ConfigureAwait(false);
            foreach (var part in read.Buffer.Slice(0, Math.Min(read.Buffer.Length, limit + 1 - body.WrittenCount)))
            {
                body.Write(part.Span);
            }

            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted && body.WrittenCount <= limit);
        return body.WrittenMemory;
    }

    private static async ValueTask<ReadResult> ReadPartAsync(HttpContext context)
    {
        try
        {
            return await context.Request.BodyReader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            // Most likely the application unpacks bodies, and this one is not packed as its header says.
            context.RequestServices.GetRequiredService<StripeReport>().NotVerified($"Its body cannot be read ({fault.GetType().Name}).");
            throw new BadHttpRequestException("The body cannot be read.", fault);
        }
    }

    // With a text of its own: an empty answer is one that the pages for status codes fill, or send elsewhere.
    private static Task AnswerAsync(HttpContext context, StripeWebhookResult result, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = result.StatusCode;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(result.Problem ?? TextOf(result.Outcome), cancellationToken);
    }

    // Stripe shows it to the team, beside each attempt.
    private static string TextOf(StripeWebhookOutcome outcome) => outcome switch
    {
        StripeWebhookOutcome.Captured => "Captured.",
        StripeWebhookOutcome.Ignored => "Nothing to capture.",
        StripeWebhookOutcome.NotReadable => "The body cannot be read as one of Stripe's events.",
        StripeWebhookOutcome.TooLarge => "The body is too long.",
        _ => "The event cannot be kept now: send it again later.",
    };
}
