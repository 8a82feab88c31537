namespace Analyse.Events;

/// <summary>Tells an event's kind by its name, so that a custom event with a standard name is treated as one.</summary>
internal static class EventKinds
{
    public static EventKind Of(string name) => name switch
    {
        EventNames.CheckoutStarted or EventNames.CheckoutCancelled or EventNames.CheckoutFinished
            or EventNames.TrialStarted or EventNames.TrialEnded
            or EventNames.SubscriptionCancelled or EventNames.SignedUp => EventKind.Money,
        EventNames.ContentViewed => EventKind.Standard,
        _ => EventKind.Custom,
    };
}
