using Analyse.Events;

namespace Analyse;

/// <summary>The standard event <c>checkout_started</c>: somebody began to pay.</summary>
/// <param name="billing">How it is to be paid.</param>
public sealed class CheckoutStarted(Billing billing) : CheckoutEvent(EventNames.CheckoutStarted, billing);
