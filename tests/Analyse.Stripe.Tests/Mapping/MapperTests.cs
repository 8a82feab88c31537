using System.Net;
using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Stripe.Tests.Mapping;

public sealed class MapperTests
{
    [Fact]
    public async Task A_type_is_added_for_the_person_and_at_the_time_of_the_event()
    {
        var payload = StripeEvents.Of(
            "customer.created", StripeObjects.Envelope().With("metadata", Given.ByPerson()), created: Some.Now.AddHours(-1));

        var recorder = await Webhook.TakesAsync(
            Maps((stripeEvent, events) => events.Add(new AnalyseEvent("customer_added") { Properties = { ["type"] = stripeEvent.Type } })),
            payload,
            payload);

        var added = recorder.Single("customer_added");
        Assert.Equal("customer.created", added.Sent("type"));
        Assert.Equal(Some.Person, added.PersonId);
        Assert.Equal(Some.Now.AddHours(-1), added.Timestamp);
        Assert.Equal(IdOf(payload), added.Event.IdempotencyKey);
    }

    [Fact]
    public async Task An_event_is_changed()
    {
        var recorder = await Webhook.TakesAsync(
            Maps(static (stripeEvent, events) => events[0].Properties["country"] = stripeEvent.Json.GetProperty("data").GetProperty("object").GetProperty("locale").GetString()),
            StripeEvents.Of("checkout.session.completed", Given.Session().With("locale", "de")));

        Assert.Equal("de", recorder.Single("checkout_finished").Sent("country"));
        Assert.Equal("4900", recorder.Single("checkout_finished").Sent("amount"));
    }

    [Fact]
    public async Task An_event_is_removed()
    {
        var recorder = await Webhook.TakesAsync(
            Maps(static (_, events) => events.Clear()), StripeEvents.Of("checkout.session.completed", Given.Session()));

        Assert.Empty(recorder.Events);
        Assert.Empty(recorder.Refused);
    }

    [Fact]
    public async Task Mappers_run_in_the_order_of_their_registration()
    {
        var recorder = await Webhook.TakesAsync(
            services =>
            {
                Maps(static (_, events) => events[0].Properties["order"] = "first")(services);
                Maps(static (_, events) => events[0].Properties["order"] = $"{events[0].Properties["order"]}, second")(services);
            },
            StripeEvents.Of("checkout.session.completed", Given.Session()));

        Assert.EndsWith("second", recorder.Single("checkout_finished").Sent("order"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_events_of_one_name_get_keys_of_their_own()
    {
        var payload = StripeEvents.Of("customer.created", StripeObjects.Envelope().With("metadata", Given.ByPerson()));
        var id = IdOf(payload);

        var recorder = await Webhook.TakesAsync(
            Maps(static (_, events) =>
            {
                events.Add(new AnalyseEvent("item_bought"));
                events.Add(new AnalyseEvent("other"));
                events.Add(new AnalyseEvent("item_bought"));
                events.Add(new AnalyseEvent("item_bought") { IdempotencyKey = "mine" });
                events.Add(new AnalyseEvent("item_bought"));
            }),
            payload,
            payload);

        Assert.Equal([id, $"{id}:1", "mine", $"{id}:2"], recorder.Named("item_bought").Select(static item => item.Event.IdempotencyKey));
        Assert.Equal(id, recorder.Single("other").Event.IdempotencyKey);
        Assert.Equal(5, recorder.Refused.Count);
    }

    [Fact]
    public async Task What_an_event_says_of_itself_stays()
    {
        var recorder = await Webhook.TakesAsync(
            Maps(static (_, events) => events.Add(new AnalyseEvent("gift_received")
            {
                PersonId = "friend_1",
                Timestamp = Some.Now.AddDays(-2),
                IdempotencyKey = "gift_1",
                Page = new PageContext { Path = "/gift" },
            })),
            StripeEvents.Of("checkout.session.completed", Given.Session()));

        var gift = recorder.Single("gift_received");
        Assert.Equal("friend_1", gift.PersonId);
        Assert.Equal(Some.Now.AddDays(-2), gift.Timestamp);
        Assert.Equal("gift_1", gift.Event.IdempotencyKey);
        Assert.Equal("/gift", gift.Page!.Path);
        Assert.Equal(Some.Person, recorder.Single("checkout_finished").PersonId);
    }

    [Fact]
    public async Task A_mapper_may_add_what_is_switched_off()
    {
        await using var app = await WebhookApp.StartAsync(
            static options => options.ExcludedEvents.Add("checkout_finished"),
            Maps(static (_, events) => events.Add(new CheckoutFinished(Billing.OneTime, Amount.Minor(1, "USD")))));

        await app.SendAsync(StripeEvents.Of("checkout.session.completed", Given.Session()));

        Assert.Equal("1", app.Recorder.Single("checkout_finished").Sent("amount"));
    }

    [Fact]
    public async Task A_mapper_that_throws_makes_Stripe_send_the_webhook_again()
    {
        await using var app = await WebhookApp.StartAsync(services: Maps(static (_, _) => throw new InvalidOperationException("A secret.")));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.SendAsync(StripeEvents.Of("checkout.session.completed", Given.Session())));

        Assert.Empty(app.Recorder.Events);
        Assert.DoesNotContain(app.Log.GetSnapshot(), static record => record.Message.Contains("A secret.", StringComparison.Ordinal));
    }

    private static string IdOf(string payload) => (string)JsonNode.Parse(payload)!["id"]!;

    private static Action<IServiceCollection> Maps(Action<StripeEvent, IList<AnalyseEvent>> map) =>
        services => services.AddSingleton<IStripeEventMapper>(new Mapper(map));

    private sealed class Mapper(Action<StripeEvent, IList<AnalyseEvent>> map) : IStripeEventMapper
    {
        public void Map(StripeEvent stripeEvent, IList<AnalyseEvent> events) => map(stripeEvent, events);
    }
}
