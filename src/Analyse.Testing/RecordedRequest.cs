namespace Analyse.Testing;

/// <summary>A request as the service would have got it.</summary>
/// <param name="Address">The whole address.</param>
/// <param name="Body">The body, JSON.</param>
public sealed record RecordedRequest(Uri Address, string Body);
