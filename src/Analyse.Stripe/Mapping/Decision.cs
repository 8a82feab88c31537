using Analyse.Events;
using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>What follows from one of Stripe's events and from what the ledger knows.</summary>
internal sealed class Decision
{
    private readonly PaymentRecord _payment;
    private readonly SubscriptionRecord _subscription;
    private readonly AnalyseStripeOptions _options;
    private readonly ObjectIds _ids;
    private readonly string? _name;
    private readonly List<(EventDraft Draft, AnalyseEvent Event)> _reports = [];

    private Decision(StripeEvent stripeEvent, LedgerPage page, PaymentNews? news, OfferReader offers, AnalyseStripeOptions options)
    {
        StripeEvent = stripeEvent;
        Page = page;
        _options = options;
        page.Join(stripeEvent.Ids);
        _ids = page.Complete(stripeEvent.Ids);
        news = news?.Given?.Invoke(page) ?? news;
        _name = news?.Parts.Count > 0 ? news.Parts[0] : null;
        _payment = page.PaymentOf(news?.Parts ?? []);
        _subscription = _ids.Subscription is { } subscription ? page.Of<SubscriptionRecord>(LedgerKeys.Subscription(subscription)) : new();
        Drafts = [.. EventTable.DraftsOf(stripeEvent, news, _payment, _subscription, offers).Where(IsOn)];
    }

    public StripeEvent StripeEvent { get; }

    public LedgerPage Page { get; }

    public IReadOnlyList<EventDraft> Drafts { get; }

    /// <summary>Whether there is something to capture, so that it matters who it was.</summary>
    public bool HasNews => Drafts.Count > 0 || NeedsCorrection;

    private bool NeedsCorrection => !_options.ExcludedEvents.Contains(CustomEvents.RevenueCorrected)
        && (_payment.Corrections.Any(correction => correction.Cause == StripeEvent.Id)
            || _payment.Reported.Keys.Any(fact => _payment.ReportedOf(fact) is { } reported && reported != _payment.RevenueOf(fact)));

    public static Decision Of(StripeEvent stripeEvent, LedgerPage page, PaymentNews? news, OfferReader offers, AnalyseStripeOptions options) =>
        new(stripeEvent, page, news, offers, options);

    /// <summary>Makes the events.</summary>
    /// <param name="offer">What was sold.</param>
    /// <param name="isPersonKnown">Whether it is known who it was.</param>
    public List<AnalyseEvent> Report(Offer offer, bool isPersonKnown)
    {
        offer = Remember(offer);
        var events = new List<AnalyseEvent>();
        foreach (var draft in Drafts.Where(draft => isPersonKnown || !draft.NeedsPerson))
        {
            if (Reporter.Needs(_payment, draft, _ids.Charge))
            {
                events.Add(Make(draft, offer));
            }
        }

        // Somebody will be known for it later: until then it stays as it is.
        if (isPersonKnown && NeedsCorrection)
        {
            events.AddRange(Reporter.Correct(_payment, StripeEvent.Id, _name).Select(correction => Complete(Corrections.Of(correction, _payment), offer)));
        }

        return events;
    }

    /// <summary>Takes back what was reported by an event that will not be captured.</summary>
    public void Settle(List<AnalyseEvent> events)
    {
        foreach (var (draft, analyseEvent) in _reports)
        {
            if (!events.Contains(analyseEvent) || analyseEvent is { PersonId: null or "", AnonymousId: null })
            {
                Reporter.Withdraw(_payment, draft);
            }
        }
    }

    private bool IsOn(EventDraft draft)
    {
        var isOn = !_options.ExcludedEvents.Contains(draft.Name);
        _payment.IsNotCounted |= !isOn && draft.Fact is Revenue.Payment;
        return isOn;
    }

    private AnalyseEvent Make(EventDraft draft, Offer offer)
    {
        var analyseEvent = draft.Make(offer);
        analyseEvent.IdempotencyKey = draft.Key;
        if (draft.Fact is not null)
        {
            if (!Reporter.IsReported(_payment, draft))
            {
                _reports.Add((draft, analyseEvent));
            }

            AddRevenue(analyseEvent, Reporter.Report(_payment, draft));
        }

        return Complete(analyseEvent, offer);
    }

    private void AddRevenue(AnalyseEvent analyseEvent, long revenue)
    {
        if (analyseEvent.Amount is null)
        {
            return;
        }

        analyseEvent.Properties.With("revenue", revenue);
        if (_name is not null && !_payment.IsPaymentKnown())
        {
            analyseEvent.Properties["payment_known"] = false;
        }
    }

    private AnalyseEvent Complete(AnalyseEvent analyseEvent, Offer offer)
    {
        Joins.AddTo(analyseEvent, _ids, StripeEvent.Account);
        if (analyseEvent.GetType() == typeof(AnalyseEvent))
        {
            analyseEvent.Properties.WithMissing("plan", offer.Plan).WithMissing("billing_interval", BillingIntervals.Of(offer.Billing));
        }

        return analyseEvent;
    }

    /// <summary>What was sold, as far as this event or an earlier one has said.</summary>
    private Offer Remember(Offer offer)
    {
        var plan = offer.Plan ?? _subscription.Plan ?? _payment.Plan;
        var interval = BillingIntervals.Of(offer.Billing) ?? _subscription.BillingInterval ?? _payment.BillingInterval;
        if (_ids.Subscription is not null)
        {
            (_subscription.Plan, _subscription.BillingInterval) = (plan, interval);
        }

        (_payment.Plan, _payment.BillingInterval) = (_payment.Plan ?? plan, _payment.BillingInterval ?? interval);
        return offer with { Plan = plan, Billing = OfferReader.BillingOf(interval) ?? offer.Billing };
    }
}
