namespace Analyse.Events;

/// <summary>The names of the standard events, as they are on the wire.</summary>
internal static class EventNames
{
    public const string ContentViewed = "content_viewed";
    public const string SignedUp = "signup_completed";
    public const string CheckoutStarted = "checkout_started";
    public const string CheckoutCancelled = "checkout_cancelled";
    public const string CheckoutFinished = "checkout_finished";
    public const string TrialStarted = "trial_started";
    public const string TrialEnded = "trial_ended";
    public const string SubscriptionCancelled = "subscription_cancelled";
    public const string Identify = "$identify";

    private const int LongestShown = 100;

    /// <summary>A name as it is logged: it may come from anywhere, and a long one would fill the log.</summary>
    public static string Shown(string name) => name.Length <= LongestShown ? name : name[..LongestShown] + "…";
}
