using System.Globalization;
using Analyse.Stripe.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Stripe.Tests.Payload;

/// <summary>Thin events say what happened to which object, and do not hold it.</summary>
public sealed class ThinEventTests
{
    [Theory]
    [InlineData("v1.billing.meter.error_report_triggered")]
    [InlineData("v2.core.account.created")]
    [InlineData("checkout.session.completed")]
    [InlineData("customer.subscription.created")]
    [InlineData("customer.subscription.updated")]
    [InlineData("customer.subscription.deleted")]
    [InlineData("invoice.paid")]
    [InlineData("invoice.payment_failed")]
    [InlineData("payment_intent.succeeded")]
    [InlineData("refund.created")]
    [InlineData("charge.dispute.created")]
    [InlineData("charge.dispute.closed")]
    public async Task A_thin_event_is_answered_with_200_and_captures_nothing(string type)
    {
        var recorder = await Webhook.TakesAsync(Thin(type));

        recorder.None<AnalyseEvent>();
        Assert.Empty(recorder.Refused);
    }

    [Fact]
    public async Task A_thin_event_has_its_time_for_the_mapper_of_the_application()
    {
        var recorder = await Webhook.TakesAsync(
            services => services.AddSingleton<IStripeEventMapper, MeterMapper>(), Thin("v1.billing.meter.error_report_triggered"));

        var refused = recorder.Single("meter_failed");
        Assert.Equal(DateTimeOffset.Parse("2026-02-28T10:00:00.123Z", CultureInfo.InvariantCulture), refused.Timestamp);
        Assert.Equal("evt_test_65S", refused.Event.IdempotencyKey);
    }

    private static string Thin(string type) => $$"""
        {
          "id": "evt_test_65S", "object": "v2.core.event", "type": "{{type}}", "created": "2026-02-28T10:00:00.123Z", "livemode": false,
          "context": null, "reason": null, "changes": null, "snapshot_event": null,
          "related_object": { "id": "mtr_1", "type": "billing.meter", "url": "/v1/billing/meters/mtr_1" },
          "data": { "developer_message_summary": "There is 1 invalid event" }
        }
        """;

    private sealed class MeterMapper : IStripeEventMapper
    {
        public void Map(StripeEvent stripeEvent, IList<AnalyseEvent> events) =>
            events.Add(new AnalyseEvent("meter_failed") { PersonId = Some.Person });
    }
}
