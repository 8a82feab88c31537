namespace Analyse.Tracking;

/// <summary>Knows one person: the context of a tracker made by <see cref="IAnalyseClient.For"/>.</summary>
internal sealed class PersonContext(string? personId, string? anonymousId) : IAnalyseContext
{
    public string? PersonId { get; private set; } = personId;

    public string? AnonymousId => anonymousId;

    public string? SessionId => null;

    public PageContext? Page => null;

    public void SignedInAs(string personId) => PersonId = personId;
}
