namespace Analyse.Transport;

/// <summary>A request to the service: <c>POST</c>, <c>application/json</c>.</summary>
/// <param name="Address">The whole address.</param>
/// <param name="Body">The body, valid until the answer is there.</param>
public readonly record struct TransportRequest(Uri Address, ReadOnlyMemory<byte> Body);
