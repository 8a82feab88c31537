using System.ComponentModel;
using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore;

/// <summary>
/// Calls that do not compile: the compiler chooses them where properties are an object that does not convert, and then
/// says what to write instead.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AnalyseOutboxObjectPropertiesExtensions
{
    private const string Way =
        "Properties are an EventProperties: write new() { [\"plan\"] = \"pro\" }, or convert a dictionary with EventProperties.From(dictionary) and a record or class with EventProperties.From(value, YourJsonContext.Default.YourType). An anonymous object does not convert.";

    /// <summary>Does not compile; the message says what to write.</summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="outbox">The outbox.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="properties">An object that is no <see cref="EventProperties"/>.</param>
    /// <returns>Nothing.</returns>
    [Obsolete(Way, error: true)]
    public static CaptureResult Capture<TContext>(this IAnalyseOutbox<TContext> outbox, string name, object properties)
        where TContext : DbContext => throw new NotSupportedException(Way);
}
