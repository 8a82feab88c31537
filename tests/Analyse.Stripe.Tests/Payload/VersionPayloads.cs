namespace Analyse.Stripe.Tests.Payload;

/// <summary>
/// What Stripe sends by version of its API: an update that sets the end of a subscription, the invoice of a renewal and a
/// completed session, each with what this library reads, at the places of that version, and some of what stands beside it.
/// </summary>
internal static class VersionPayloads
{
    public static readonly IReadOnlyDictionary<string, (string Subscription, string Invoice, string Session)> All =
        new Dictionary<string, (string, string, string)>
        {
            ["2020-08-27"] = (PlanSubscription, LineInvoice, OldSession),
            ["2022-11-15"] = (PeriodSubscription, LineInvoice, OldSession),
            ["2023-10-16"] = (PeriodSubscription, DetailsInvoice, Session),
            ["2024-06-20"] = (PeriodSubscription, DetailsInvoice, Session),
            ["2025-03-31.basil"] = (ItemSubscription, ParentInvoice, Session),
            ["2025-09-30.clover"] = (FlexibleSubscription, ParentInvoice, Session),
            ["2026-03-25.dahlia"] = (FlexibleSubscription, ParentInvoice, Session),
        };

    private const string PlanSubscription = """
        {
          "id": "sub_1", "object": "subscription", "status": "active", "customer": "cus_1",
          "cancel_at": null, "cancel_at_period_end": true, "canceled_at": 1772366400, "ended_at": null,
          "current_period_start": 1772366400, "current_period_end": 1775044800,
          "plan": { "id": "price_pro", "object": "plan", "amount": 2000, "currency": "usd", "interval": "month", "interval_count": 1, "nickname": "pro", "product": "prod_1" },
          "quantity": 1,
          "items": { "object": "list", "data": [{
            "id": "si_1", "object": "subscription_item", "quantity": 1,
            "plan": { "id": "price_pro", "object": "plan", "amount": 2000, "currency": "usd", "interval": "month", "interval_count": 1, "nickname": "pro", "product": "prod_1" } }] },
          "metadata": { "analyse_person_id": "user_123" }, "trial_start": null, "trial_end": null
        }
        """;

    private const string PeriodSubscription = """
        {
          "id": "sub_1", "object": "subscription", "status": "active", "customer": "cus_1",
          "cancel_at": 1775044800, "cancel_at_period_end": true, "canceled_at": 1772366400, "ended_at": null,
          "cancellation_details": { "comment": null, "feedback": null, "reason": "cancellation_requested" },
          "current_period_start": 1772366400, "current_period_end": 1775044800,
          "items": { "object": "list", "data": [{
            "id": "si_1", "object": "subscription_item", "quantity": 1,
            "price": { "id": "price_pro", "object": "price", "type": "recurring", "unit_amount": 2000, "currency": "usd", "lookup_key": "pro", "nickname": null, "product": "prod_1", "recurring": { "interval": "month", "interval_count": 1, "usage_type": "licensed" } } }] },
          "metadata": { "analyse_person_id": "user_123" }, "trial_start": null, "trial_end": null
        }
        """;

    private const string ItemSubscription = """
        {
          "id": "sub_1", "object": "subscription", "status": "active", "customer": "cus_1",
          "cancel_at": null, "cancel_at_period_end": true, "canceled_at": 1772366400, "ended_at": null,
          "cancellation_details": { "comment": null, "feedback": null, "reason": "cancellation_requested" },
          "items": { "object": "list", "data": [{
            "id": "si_1", "object": "subscription_item", "quantity": 1, "current_period_start": 1772366400, "current_period_end": 1775044800,
            "price": { "id": "price_pro", "object": "price", "type": "recurring", "unit_amount": 2000, "currency": "usd", "lookup_key": "pro", "nickname": null, "product": "prod_1", "recurring": { "interval": "month", "interval_count": 1, "meter": null, "usage_type": "licensed" } } }] },
          "metadata": { "analyse_person_id": "user_123" }, "trial_start": null, "trial_end": null
        }
        """;

    // With flexible billing an end at the period's end is a date like any other.
    private const string FlexibleSubscription = """
        {
          "id": "sub_1", "object": "subscription", "status": "active", "customer": "cus_1", "customer_account": null,
          "billing_mode": { "type": "flexible", "flexible": { "proration_discounts": "included" } },
          "cancel_at": 1775044800, "cancel_at_period_end": false, "canceled_at": 1772366400, "ended_at": null,
          "cancellation_details": { "comment": null, "feedback": "too_expensive", "reason": "cancellation_requested" },
          "items": { "object": "list", "data": [{
            "id": "si_1", "object": "subscription_item", "quantity": 1, "current_period_start": 1772366400, "current_period_end": 1775044800,
            "price": { "id": "price_pro", "object": "price", "type": "recurring", "unit_amount": 2000, "currency": "usd", "lookup_key": "pro", "nickname": null, "product": "prod_1", "recurring": { "interval": "month", "interval_count": 1, "meter": null, "usage_type": "licensed" } } }] },
          "metadata": { "analyse_person_id": "user_123" }, "trial_start": null, "trial_end": null
        }
        """;

    private const string LineInvoice = """
        {
          "id": "in_1", "object": "invoice", "billing_reason": "subscription_cycle", "status": "paid", "paid": true, "customer": "cus_1",
          "amount_due": 2319, "amount_paid": 2319, "attempt_count": 1, "currency": "usd", "subtotal": 2000, "total": 2319,
          "charge": "ch_1", "payment_intent": "pi_1", "subscription": "sub_1", "metadata": {},
          "tax": 319, "total_tax_amounts": [{ "amount": 319, "inclusive": false, "tax_rate": "txr_1" }],
          "lines": { "object": "list", "data": [{
            "id": "il_1", "object": "line_item", "amount": 2000, "type": "subscription", "subscription": "sub_1", "proration": false, "quantity": 1,
            "metadata": { "analyse_person_id": "user_123" },
            "plan": { "id": "price_pro", "object": "plan", "amount": 2000, "currency": "usd", "interval": "month", "interval_count": 1, "nickname": "pro", "product": "prod_1" },
            "price": { "id": "price_pro", "object": "price", "type": "recurring", "unit_amount": 2000, "currency": "usd", "lookup_key": "pro", "product": "prod_1", "recurring": { "interval": "month", "interval_count": 1 } } }] }
        }
        """;

    private const string DetailsInvoice = """
        {
          "id": "in_1", "object": "invoice", "billing_reason": "subscription_cycle", "status": "paid", "paid": true, "customer": "cus_1",
          "amount_due": 2319, "amount_paid": 2319, "attempt_count": 1, "currency": "usd", "subtotal": 2000, "total": 2319,
          "charge": "ch_1", "payment_intent": "pi_1", "subscription": "sub_1", "metadata": {},
          "subscription_details": { "metadata": { "analyse_person_id": "user_123" } },
          "tax": null, "total_tax_amounts": [{ "amount": 319, "inclusive": false, "tax_rate": "txr_1", "taxability_reason": "standard_rated" }],
          "lines": { "object": "list", "data": [{
            "id": "il_1", "object": "line_item", "amount": 2000, "type": "subscription", "subscription": "sub_1", "subscription_item": "si_1", "quantity": 1, "metadata": {},
            "price": { "id": "price_pro", "object": "price", "type": "recurring", "unit_amount": 2000, "currency": "usd", "lookup_key": "pro", "product": "prod_1", "recurring": { "interval": "month", "interval_count": 1 } } }] }
        }
        """;

    private const string ParentInvoice = """
        {
          "id": "in_1", "object": "invoice", "billing_reason": "subscription_cycle", "status": "paid", "customer": "cus_1",
          "amount_due": 2319, "amount_paid": 2319, "amount_overpaid": 0, "attempt_count": 1, "currency": "usd", "subtotal": 2000, "total": 2319, "metadata": {},
          "parent": { "type": "subscription_details", "quote_details": null, "subscription_details": {
            "subscription": "sub_1",
            "metadata": { "analyse_person_id": "user_123", "analyse_plan": "pro", "analyse_billing_interval": "month" } } },
          "total_taxes": [{ "amount": 319, "tax_behavior": "exclusive", "type": "tax_rate_details", "taxable_amount": 2000 }],
          "lines": { "object": "list", "data": [{
            "id": "il_1", "object": "line_item", "amount": 2000, "quantity": 1, "metadata": {},
            "parent": { "type": "subscription_item_details", "invoice_item_details": null, "subscription_item_details": { "subscription": "sub_1", "subscription_item": "si_1", "proration": false } },
            "pricing": { "type": "price_details", "price_details": { "price": "price_pro", "product": "prod_1" }, "unit_amount_decimal": "2000" } }] }
        }
        """;

    private const string OldSession = """
        {
          "id": "cs_1", "object": "checkout.session", "mode": "subscription", "payment_status": "paid",
          "amount_subtotal": 2000, "amount_total": 2319, "currency": "usd", "customer": "cus_1", "customer_email": null,
          "payment_intent": null, "setup_intent": null, "subscription": "sub_1", "submit_type": null,
          "total_details": { "amount_discount": 0, "amount_shipping": 0, "amount_tax": 319 }, "shipping": null,
          "metadata": { "analyse_person_id": "user_123", "analyse_plan": "pro", "analyse_billing_interval": "month", "analyse_checkout_id": "chk_1" }
        }
        """;

    private const string Session = """
        {
          "id": "cs_1", "object": "checkout.session", "mode": "subscription", "payment_status": "paid", "status": "complete",
          "amount_subtotal": 2000, "amount_total": 2319, "currency": "usd", "currency_conversion": null, "customer": "cus_1",
          "invoice": "in_1", "payment_intent": null, "subscription": "sub_1", "ui_mode": "hosted", "presentment_details": null,
          "total_details": { "amount_discount": 0, "amount_shipping": 0, "amount_tax": 319 },
          "metadata": { "analyse_person_id": "user_123", "analyse_plan": "pro", "analyse_billing_interval": "month", "analyse_checkout_id": "chk_1" }
        }
        """;
}
