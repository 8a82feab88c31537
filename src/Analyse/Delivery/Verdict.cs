namespace Analyse.Delivery;

/// <summary>What an answer means for the events that were sent.</summary>
internal enum Verdict
{
    /// <summary>The service has them.</summary>
    Delivered,

    /// <summary>Not now: the same bytes again later.</summary>
    Retry,

    /// <summary>The key, or a proxy's credentials, were refused: nothing will go through until that is mended.</summary>
    KeyRefused,

    /// <summary>This is not the service: a wrong host, a proxy, a captive portal.</summary>
    Misrouted,

    /// <summary>The body is too large: in halves.</summary>
    TooLarge,

    /// <summary>Something in it is not accepted: find out which event.</summary>
    Poison,
}
