using Microsoft.AspNetCore.Http.HttpResults;

namespace Storefront.SimulatedStripe;

/// <summary>The pages that a customer of Stripe's would see at Stripe's own address, and the one that the shop's owner would see there.</summary>
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

        var dashboard = app.MapGroup(Root);
        dashboard.MapGet("", ShowDashboard);
        dashboard.MapPost("endpoint", SwitchEndpoint);
        MapStep(dashboard, "refund", static (payment, now) => payment.Refund(now));
        MapStep(dashboard, "fail-refund", static (payment, _) => payment.FailRefund());
        MapStep(dashboard, "dispute", static (payment, now) => payment.Dispute(now));
        MapStep(dashboard, "win", static (payment, _) => payment.Win());
        MapStep(dashboard, "lose", static (payment, _) => payment.Lose());
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

    private static IResult Pay(string id, HttpRequest request, SimulatedSessions sessions, SimulatedEvents events)
    {
        if (sessions.Find(id) is not { } session)
        {
            return Results.NotFound();
        }

        if (sessions.Pay(session) is { } payment)
        {
            events.Publish(payment.Pay(), EndpointOf(request));
        }

        return Results.Redirect(PathOf(id));
    }

    // At Stripe a session that was left expires after a day, or when the shop asks for it.
    private static IResult Cancel(string id, HttpRequest request, SimulatedSessions sessions, SimulatedEvents events)
    {
        if (sessions.Find(id) is not { } session)
        {
            return Results.NotFound();
        }

        if (session.TryExpire())
        {
            events.Publish([new StripeChange("checkout.session.expired", session.ToJson())], EndpointOf(request));
        }

        return Results.Redirect(PathOf(id));
    }

    private static RazorComponentResult<Dashboard> ShowDashboard(SimulatedSessions sessions, SimulatedEvents events, string? notice = null) => new(new
    {
        Payments = sessions.Payments.Select(PaymentRow.Of).ToList(),
        events.IsEndpointReachable,
        Notice = notice,
        Root,
    });

    private static IResult SwitchEndpoint(SimulatedEvents events)
    {
        events.IsEndpointReachable = !events.IsEndpointReachable;
        return Results.Redirect(Root);
    }

    private static void MapStep(RouteGroupBuilder dashboard, string name, Func<SimulatedPayment, DateTimeOffset, IReadOnlyList<StripeChange>> step) =>
        dashboard.MapPost("payments/{id}/" + name, (string id, HttpRequest request, SimulatedSessions sessions, SimulatedEvents events, TimeProvider clock) =>
        {
            if (sessions.FindPayment(id) is not { } payment)
            {
                return Results.NotFound();
            }

            events.Publish(step(payment, clock.GetUtcNow()), EndpointOf(request));
            return Results.Redirect(Root);
        });

    private static Uri EndpointOf(HttpRequest request) => new($"{request.Scheme}://{request.Host}/webhooks/stripe");
}
