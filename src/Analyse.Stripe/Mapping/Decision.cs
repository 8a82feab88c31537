using Analyse.Events;
using Analyse.Stripe.Ledger;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>What follows from one of Stripe's events and from what the ledger knows.</summary>
internal sealed class Decision
{
    private readonly string? _root;
    private readonly PaymentRecord _payment;
    private readonly SubscriptionRecord _subscription;
    private readonly AnalyseStripeOptions _options;
    private readonly ObjectIds _ids;
    private readonly long _at;
    private Offer _offer = Offer.Unknown;
    private readonly IReadOnlyList<string> _payments;
    private readonly List<(string Fact, Report Report, AnalyseEvent Event)> _made = [];

    private Decision(StripeEvent stripeEvent, LedgerPage page, PaymentNews? news, OfferReader offers, AnalyseStripeOptions options)
    {
        StripeEvent = stripeEvent;
        Page = page;
        _at = (stripeEvent.Created ?? DateTimeOffset.UnixEpoch).ToUnixTimeSeconds();
        _options = options;
        page.Join(stripeEvent.Ids);
        _ids = page.Complete(stripeEvent.Ids);
        news = news?.Given?.Invoke(page) ?? news;
        _root = news?.Parts.Count > 0 ? page.PaymentOf(news.Parts) : null;
        _payment = _root is null ? new PaymentRecord() : page.Of<PaymentRecord>(_root);
        _payments = [.. page.Nameless(_ids).Append(_root).OfType<string>().Distinct(StringComparer.Ordinal)];
        _subscription = _ids.Subscription is { } subscription ? page.Of<SubscriptionRecord>(LedgerKeys.Subscription(subscription)) : new();
        Drafts = [.. EventTable.DraftsOf(stripeEvent, news, _payment, _subscription, offers).Where(IsOn)];
        Reporter.MoveToRefunds(_payment);
    }

    public StripeEvent StripeEvent { get; }

    public LedgerPage Page { get; }

    public IReadOnlyList<EventDraft> Drafts { get; }

    /// <summary>Whether there is something to capture, so that it matters who it was.</summary>
    public bool HasNews => Drafts.Count > 0 || _payments.Select(Page.Of<PaymentRecord>).Any(payment =>
        payment.HasDue(StripeEvent.Id)
        || (IsCorrecting && (payment.Reports.Exists(report => report.Cause == StripeEvent.Id) || Reporter.NeedsCorrection(payment))));

    private bool IsCorrecting => !_options.ExcludedEvents.Contains(CustomEvents.RevenueCorrected);

    public static Decision Of(StripeEvent stripeEvent, LedgerPage page, PaymentNews? news, OfferReader offers, AnalyseStripeOptions options) =>
        new(stripeEvent, page, news, offers, options);

    /// <summary>Learns what was sold, as far as this event says. All that is about one payment names one plan.</summary>
    public void Learn(Offer offer)
    {
        var interval = BillingIntervals.Of(offer.Billing);
        if (_ids.Subscription is not null && offer.Plan is { } plan)
        {
            _subscription.Learn(new PlanFrom(_at, plan, interval));
        }

        if (_root is not null)
        {
            (_payment.Plan, _payment.BillingInterval) = (_payment.Plan ?? offer.Plan, _payment.BillingInterval ?? interval);
        }

        _offer = offer;
    }

    /// <summary>Makes the events.</summary>
    /// <param name="isPersonKnown">Whether it is known who it was.</param>
    public List<AnalyseEvent> Report(bool isPersonKnown)
    {
        var events = new List<AnalyseEvent>();
        foreach (var draft in Drafts.Where(draft => Reporter.Needs(_payment, draft)))
        {
            var analyseEvent = Make(draft, OfferOf(draft));
            if (isPersonKnown || !draft.NeedsPerson)
            {
                events.Add(analyseEvent);
            }
        }

        // Somebody will be known for it later: until then it stays as it is.
        return isPersonKnown ? [.. events, .. _payments.SelectMany(Catchup)] : events;
    }

    /// <summary>Takes back what was reported by an event that will not be captured, or not yet.</summary>
    public void Settle(List<AnalyseEvent> events, bool isPersonKnown)
    {
        foreach (var (fact, report, analyseEvent) in _made)
        {
            var isRemoved = isPersonKnown && !events.Contains(analyseEvent);
            if (isRemoved || analyseEvent is { PersonId: null or "", AnonymousId: null })
            {
                Reporter.Withdraw(_payment, report);
            }

            if (!isRemoved && _root is not null && analyseEvent is { PersonId: null or "", AnonymousId: null })
            {
                _payment.Postpone(analyseEvent, fact, StripeEvent.Created ?? DateTimeOffset.UnixEpoch);
                Page.AddNameless(_ids, _root);
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
        Report? report = null;
        var isNew = false;
        if (draft.Fact is { } fact)
        {
            isNew = _payment.ReportOf(fact, draft.Name, draft.Key) is null;
            report = Reporter.Report(_payment, fact, draft.Name, draft.Key, offer);
            offer = offer with { Plan = report.Plan, Billing = OfferReader.BillingOf(report.BillingInterval) ?? offer.Billing };
        }

        var analyseEvent = draft.Make(offer);
        analyseEvent.IdempotencyKey = draft.Key;
        analyseEvent.Timestamp = draft.At;
        if (report is not null)
        {
            AddRevenue(analyseEvent, report.Amount);
        }

        if (isNew)
        {
            _made.Add((draft.Fact!, report!, analyseEvent));
        }

        Joins.AddTo(analyseEvent, _ids, StripeEvent.Account);
        if (analyseEvent.GetType() == typeof(AnalyseEvent))
        {
            analyseEvent.Properties.WithMissing("plan", offer.Plan).WithMissing("billing_interval", BillingIntervals.Of(offer.Billing));
        }

        return analyseEvent;
    }

    private void AddRevenue(AnalyseEvent analyseEvent, long revenue)
    {
        if (analyseEvent.Amount is null && revenue != 0 && _payment.Currency is { } currency)
        {
            analyseEvent.Amount = Amount.Minor(revenue, currency);
        }

        if (analyseEvent.Amount is null)
        {
            return;
        }

        analyseEvent.Properties.With("revenue", (long?)revenue);
        if (_root is not null && !_payment.IsPaymentKnown())
        {
            analyseEvent.Properties["payment_known"] = false;
        }
    }

    /// <summary>What was held back of a payment, and what was said of it on what was known then.</summary>
    private IEnumerable<AnalyseEvent> Catchup(string key)
    {
        var payment = Page.Of<PaymentRecord>(key);
        var ids = key == _root ? _ids : new ObjectIds { Customer = _ids.Customer };
        var due = payment.TakeDue(StripeEvent.Id, Page).ToArray();
        if (!IsCorrecting)
        {
            return due;
        }

        var corrections = Reporter.Correct(payment, StripeEvent.Id, LedgerKeys.PaymentIn(key)).Select(correction => Corrections.Of(correction, payment)).ToArray();
        foreach (var correction in corrections)
        {
            Joins.AddTo(correction, ids, StripeEvent.Account);
        }

        return [.. due, .. corrections];
    }

    /// <summary>
    /// What an event names as sold. All that is about one payment names one plan; a payment that does not say it is for what the
    /// subscription was on then. Without money nothing is added to what the payload says.
    /// </summary>
    private Offer OfferOf(EventDraft draft)
    {
        var isPayment = draft.Fact is Revenue.Payment;
        if (draft.Fact is null || (isPayment && _payment.RevenueOf(Revenue.Payment) == 0))
        {
            return _offer;
        }

        var known = isPayment && _payment.Plan is null ? _subscription.PlanAt(_at) : null;
        return _offer with
        {
            Plan = _payment.Plan ?? known?.Plan ?? _offer.Plan,
            Billing = OfferReader.BillingOf(_payment.BillingInterval ?? known?.BillingInterval) ?? _offer.Billing,
        };
    }
}
