using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using Analyse.Stripe.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stripe;

namespace Analyse.Stripe.CatchUp;

/// <summary>Captures what Stripe's list of events tells, oldest first, as if each had just arrived at the webhook.</summary>
internal sealed class CatchUpRun(IServiceScopeFactory scopes, EventList events, IProgress<StripeCatchUpResult>? progress, ILogger logger)
{
    private const string GoOn = "Call CatchUpAsync again with UpTo of this result.";

    /// <summary>Handles the events of a window, part by part, until its end or the first failure.</summary>
    public async Task<StripeCatchUpResult> RunAsync(EventWindow all, CancellationToken cancellationToken)
    {
        var result = new StripeCatchUpResult(TimeOf(all.From));
        for (var window = all; window.Length > 0; window = window.Next(all.Before))
        {
            IReadOnlyList<JsonElement> found;
            try
            {
                (found, window) = await events.ReadAsync(window, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                return Stopped(result, ProblemOf(fault));
            }

            var (captured, isSafe) = await CaptureAsync(found, result, cancellationToken).ConfigureAwait(false);
            if (!isSafe)
            {
                return Stopped(captured, $"An event cannot be captured now; the log says which one and why. {GoOn}");
            }

            result = captured with { UpTo = TimeOf(Math.Min(window.Before, all.Before - 1)) };
            progress?.Report(result);
        }

        logger.CaughtUp(result.StripeEvents, result.Captured, result.Duplicates, result.Rejected);
        return result;
    }

    private static DateTimeOffset TimeOf(long second) => DateTimeOffset.FromUnixTimeSeconds(second);

    // Only the library's own texts are known to hold nothing secret or personal.
    private static string ProblemOf(Exception fault) => fault switch
    {
        StripeException { HttpStatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } refusal =>
            $"Stripe's API answered {(int)refusal.HttpStatusCode} when it was asked for its events. Look at the API key: a restricted one needs the permission Events, read.",
        StripeException { HttpStatusCode: > 0 } refusal =>
            $"Stripe's API answered {(int)refusal.HttpStatusCode} when it was asked for its events. {GoOn}",
        TimeoutException or InvalidDataException => $"{fault.Message} {GoOn}",
        _ => $"Stripe's API cannot be reached ({fault.GetType().Name}). {GoOn}",
    };

    private async Task<(StripeCatchUpResult Result, bool IsSafe)> CaptureAsync(
        IReadOnlyList<JsonElement> found, StripeCatchUpResult result, CancellationToken cancellationToken)
    {
        // A scope for each part: what the application's own services keep in one, such as a DbContext, must not grow with the year.
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var stripe = scope.ServiceProvider.GetRequiredService<IAnalyseStripe>();
            foreach (var stripeEvent in found)
            {
                var captured = await stripe
                    .CaptureVerifiedAsync(JsonMarshal.GetRawUtf8Value(stripeEvent).ToArray(), cancellationToken)
                    .ConfigureAwait(false);
                if (captured.Outcome is StripeWebhookOutcome.NotSafe)
                {
                    return (result, false);
                }

                result = result.With(captured);
            }
        }

        return (result, true);
    }

    private StripeCatchUpResult Stopped(StripeCatchUpResult result, string problem)
    {
        logger.CatchUpStopped(result.UpTo, problem);
        return result with { Problem = problem };
    }
}
