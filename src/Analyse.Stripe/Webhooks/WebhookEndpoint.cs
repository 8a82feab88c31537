using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Analyse.Stripe.Webhooks;

/// <summary>The endpoint: reads the raw body, hands it on, and answers.</summary>
internal static class WebhookEndpoint
{
    public static async Task HandleAsync(HttpContext context)
    {
        var limit = context.RequestServices.GetRequiredService<IOptions<AnalyseStripeOptions>>().Value.MaxBodyBytes;
        try
        {
            var body = await ReadAsync(context, limit).ConfigureAwait(false);

            // Not under the request's token: when Stripe hangs up, the capture still ends, and its repetition is a duplicate.
            var result = await context.RequestServices.GetRequiredService<IAnalyseStripe>()
                .CaptureAsync(body, context.Request.Headers["Stripe-Signature"], CancellationToken.None)
                .ConfigureAwait(false);
            await AnswerAsync(context, result).ConfigureAwait(false);
        }
        catch (BadHttpRequestException refusal)
        {
            context.Response.StatusCode = refusal.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? StatusCodes.Status413PayloadTooLarge
                : StatusCodes.Status400BadRequest;
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
        var reader = context.Request.BodyReader;
        var body = new ArrayBufferWriter<byte>();
        ReadResult read;
        do
        {
            // Part by part: what is not taken out of the reader would count against the windows of HTTP/2, which may be smaller.
            read = await reader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            foreach (var part in read.Buffer.Slice(0, Math.Min(read.Buffer.Length, limit + 1 - body.WrittenCount)))
            {
                body.Write(part.Span);
            }

            reader.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted && body.WrittenCount <= limit);
        return body.WrittenMemory;
    }

    private static Task AnswerAsync(HttpContext context, StripeWebhookResult result)
    {
        context.Response.StatusCode = result.StatusCode;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(TextOf(result.Outcome), context.RequestAborted);
    }

    // Stripe shows it to the team, beside each attempt.
    private static string TextOf(StripeWebhookOutcome outcome) => outcome switch
    {
        StripeWebhookOutcome.Captured => "Captured.",
        StripeWebhookOutcome.Ignored => "Nothing to capture.",
        StripeWebhookOutcome.NotVerified => "The signature is not right: compare the signing secret and the clock.",
        StripeWebhookOutcome.NotReadable => "The body is none of Stripe's events.",
        StripeWebhookOutcome.TooLarge => "The body is too long.",
        _ => "It cannot be kept now: send it again later.",
    };
}
