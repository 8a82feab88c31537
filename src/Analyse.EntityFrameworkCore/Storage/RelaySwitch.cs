using Analyse.Transport;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>
/// Whether the relay works. A recorder switches it off: a test looks at what was captured, and its database, if it has one,
/// is often a connection that takes one caller at a time, or no relational one.
/// </summary>
internal sealed class RelaySwitch(IEventTransport? transport)
{
    public bool IsOn { get; } = transport?.IsTestDouble is not true;
}
