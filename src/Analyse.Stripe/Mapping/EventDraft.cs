namespace Analyse.Stripe.Mapping;

/// <summary>An event that will be made, once it is known what was sold: that may have to be asked for.</summary>
internal delegate AnalyseEvent EventDraft(Offer offer);
