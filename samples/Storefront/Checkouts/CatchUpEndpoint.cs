using Analyse.Stripe;

namespace Storefront.Checkouts;

/// <summary>Captures what the webhook missed. A real shop keeps it behind its own sign-in, or runs it in a job.</summary>
internal static class CatchUpEndpoint
{
    public static void MapStripeCatchUp(this IEndpointRouteBuilder app) => app.MapPost("/stripe/catch-up", CatchUpAsync);

    private static async Task<IResult> CatchUpAsync(IAnalyseStripe stripe, CancellationToken cancellationToken)
    {
        var result = await stripe.CatchUpAsync(cancellationToken: cancellationToken);
        var notice = result.Problem ?? $"Read {result.StripeEvents} of Stripe's events: {result.Captured} captured, {result.Duplicates} captured before.";
        return Results.Redirect($"/simulated-stripe?notice={Uri.EscapeDataString(notice)}");
    }
}
