namespace Analyse.Tracking;

/// <summary>Knows nobody, until told: the context of a scope that is no request.</summary>
internal sealed class EmptyContext : IAnalyseContext
{
    public string? PersonId { get; private set; }

    public string? AnonymousId => null;

    public string? SessionId => null;

    public PageContext? Page => null;

    public void SignedInAs(string personId) => PersonId = personId;
}
