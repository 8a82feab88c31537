using System.Text.Json.Nodes;

namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>Subscriptions and their invoices.</summary>
internal sealed class Recurring(StripeAccount stripe, Buyer buyer)
{
    private string FirstReason => stripe.Version.CallsFirstInvoiceUpdate ? "subscription_update" : "subscription_create";

    /// <summary>By a session; a coupon and a credit make it cheaper.</summary>
    public SubscriptionState BySession(Plan plan, long discount = 0)
    {
        var session = new SessionState(stripe, buyer, "subscription", plan.Amount - discount) { Plan = plan.Product, Discount = discount };
        var subscription = Create(plan, buyer.Metadata("checkout"), "active");
        var invoice = new InvoiceState(stripe, buyer, FirstReason, subscription, [new InvoiceLine(plan, plan.Amount)], discount);
        PayOrSettle(invoice);
        (session.Subscription, session.Invoice) = (subscription.Id, invoice.Id);
        session.Send("checkout.session.completed", "paid");
        return subscription;
    }

    /// <summary>By a form of the application's own.</summary>
    public SubscriptionState ByForm(Plan plan, bool marksIntent, int declined)
    {
        var subscription = Create(plan, buyer.Metadata("elements"), "incomplete");
        var invoice = new InvoiceState(stripe, buyer, FirstReason, subscription, [new InvoiceLine(plan, plan.Amount)])
        {
            IntentMetadata = marksIntent ? buyer.Metadata("elements") : [],
        };
        for (var i = 0; i < declined && invoice.Due > 0; i++)
        {
            invoice.Fail();
        }

        PayOrSettle(invoice);
        subscription.Become("active");
        return subscription;
    }

    /// <summary>In the dashboard, for a customer whom the application has marked.</summary>
    public SubscriptionState InDashboard(Plan plan)
    {
        buyer.Mark();
        var subscription = Create(plan, [], "active");
        PayOrSettle(new InvoiceState(stripe, buyer, FirstReason, subscription, [new InvoiceLine(plan, plan.Amount)]));
        return subscription;
    }

    /// <summary>The next month; the invoice is open.</summary>
    public InvoiceState Renew(SubscriptionState subscription, long discount = 0) =>
        new(stripe, buyer, "subscription_cycle", subscription, [new InvoiceLine(subscription.Plan, subscription.Plan.Amount)], discount);

    /// <summary>Another plan for the rest of the month: what is not used is taken off, and may become a credit.</summary>
    public void Change(SubscriptionState subscription, Plan changed, int percentLeft)
    {
        var before = subscription.Plan;
        subscription.ChangeTo(changed);
        var unused = stripe.Currency.PartOf(before.Amount, percentLeft);
        var rest = stripe.Currency.PartOf(changed.Amount, percentLeft);
        PayOrSettle(new InvoiceState(
            stripe, buyer, "subscription_update", subscription,
            [new InvoiceLine(before, -unused, IsProration: true), new InvoiceLine(changed, rest, IsProration: true)]));
    }

    /// <summary>A single invoice, sent by hand.</summary>
    public InvoiceState Bill(long amount, bool isMarked)
    {
        if (!isMarked)
        {
            buyer.Mark();
        }

        return new(stripe, buyer, "manual", null, [new InvoiceLine(null, amount)], metadata: isMarked ? buyer.Metadata(flow: null) : []);
    }

    /// <summary>Gives a credit for the next invoices.</summary>
    public void Grant(long credit)
    {
        buyer.Credit += credit;
        stripe.Send("customer.updated", buyer.ToJson(), new JsonObject { ["balance"] = -(buyer.Credit - credit) });
    }

    public static void PayOrSettle(InvoiceState invoice)
    {
        if (invoice.Due == 0)
        {
            invoice.Settle();
        }
        else
        {
            invoice.PayByCard();
        }
    }

    private SubscriptionState Create(Plan plan, JsonObject metadata, string status)
    {
        var subscription = new SubscriptionState(stripe, buyer, plan, metadata);
        stripe.Subscriptions.Add(subscription);
        subscription.Create(status);
        return subscription;
    }
}
