namespace Analyse.Tests.Support;

/// <summary>A request that knows what a test tells it.</summary>
internal sealed class FakeContext : IAnalyseContext
{
    public string? PersonId { get; set; }

    public string? AnonymousId { get; set; }

    public string? SessionId { get; set; }

    public PageContext? Page { get; set; }

    public void SignedInAs(string personId) => PersonId = personId;
}
