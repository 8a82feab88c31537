using System.Net;
using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Xunit;

namespace Analyse.Stripe.Tests.Webhooks;

public sealed class EndpointTests
{
    [Fact]
    public async Task A_paid_session_finishes_the_checkout_once()
    {
        await using var app = await WebhookApp.StartAsync();
        var session = StripeObjects.Session();
        session["payment_status"] = "paid";
        session["amount_total"] = 4900;
        session["currency"] = "usd";
        session["metadata"] = new JsonObject { ["analyse_person_id"] = Some.Person };
        var payload = StripeEvents.Of("checkout.session.completed", session);

        Assert.Equal(HttpStatusCode.OK, await app.SendAsync(payload));
        Assert.Equal(HttpStatusCode.OK, await app.SendAsync(payload));

        var finished = app.Recorder.Single<CheckoutFinished>();
        Assert.Equal(Some.Person, finished.PersonId);
        Assert.Equal(Amount.Minor(4900, "USD"), finished.Amount);
        Assert.Equal((string?)session["payment_intent"], finished.OrderId);
    }
}
