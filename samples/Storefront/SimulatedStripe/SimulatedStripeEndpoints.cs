using Microsoft.AspNetCore.Http.HttpResults;

namespace Storefront.SimulatedStripe;

/// <summary>The pages that a customer of Stripe's would see at Stripe's own address.</summary>
internal static class SimulatedStripeEndpoints
{
    private const string Root = "/simulated-stripe";

    public static string PathOf(string sessionId) => $"{Root}/{sessionId}";

    public static void MapSimulatedStripe(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup(Root + "/{id}");
        session.MapGet("", Show);
        session.MapPost("pay", Pay);
        session.MapPost("cancel", Cancel);
    }

    private static IResult Show(string id, SimulatedSessions sessions) => sessions.Find(id) switch
    {
        null => Results.NotFound(),
        { IsOpen: true } open => new RazorComponentResult<HostedPage>(new
        {
            open.Name,
            open.Interval,
            Total = open.Total.ToString(),
            Path = PathOf(id),
        }),
        var closed => Results.Redirect(closed.IsPaid ? closed.Options.SuccessUrl : closed.Options.CancelUrl),
    };

    private static IResult Pay(string id, HttpRequest request, SimulatedSessions sessions, WebhookSender webhooks, TimeProvider clock)
    {
        if (sessions.Find(id) is not { } session)
        {
            return Results.NotFound();
        }

        if (session.TryPay())
        {
            webhooks.Send(Webhook.Of(session, "checkout.session.completed", EndpointOf(request), clock.GetUtcNow()));
        }

        return Results.Redirect(PathOf(id));
    }

    // At Stripe a session that was left expires after a day, or when the shop asks for it.
    private static IResult Cancel(string id, HttpRequest request, SimulatedSessions sessions, WebhookSender webhooks, TimeProvider clock)
    {
        if (sessions.Find(id) is not { } session)
        {
            return Results.NotFound();
        }

        if (session.TryExpire())
        {
            webhooks.Send(Webhook.Of(session, "checkout.session.expired", EndpointOf(request), clock.GetUtcNow()));
        }

        return Results.Redirect(PathOf(id));
    }

    private static Uri EndpointOf(HttpRequest request) => new($"{request.Scheme}://{request.Host}/webhooks/stripe");
}
