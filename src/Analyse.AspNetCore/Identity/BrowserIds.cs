namespace Analyse.AspNetCore.Identity;

/// <summary>The ids that the browser keeps. They are not trusted: at most they name a device and a session.</summary>
internal sealed record BrowserIds(string? AnonymousId, string? SessionId)
{
    /// <summary>These ids, and the other's where one is missing.</summary>
    public BrowserIds Or(BrowserIds other) => new(AnonymousId ?? other.AnonymousId, SessionId ?? other.SessionId);
}
