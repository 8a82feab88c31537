using System.Diagnostics;
using Analyse.Events;

namespace Analyse;

/// <summary>
/// Something that happened: a custom event (<c>new AnalyseEvent("coupon_applied")</c>) or, through the sealed classes
/// built on it, one of the eight standard events.
/// </summary>
/// <remarks>
/// Capturing reads an event and never changes it, so that one instance can be captured again. It is not safe to change an
/// event on one thread while another captures it.
/// </remarks>
[DebuggerDisplay("{Name,nq}")]
public class AnalyseEvent
{
    private EventProperties? _properties;

    /// <summary>Makes an event.</summary>
    /// <param name="name">The event's name, such as <c>invoice_paid</c>. Names in snake case sort well in reports.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/>, empty or white space.</exception>
    public AnalyseEvent(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException("An event needs a name, such as \"invoice_paid\": the one given is blank.", nameof(name));
        }

        Name = name;
        Kind = EventKinds.Of(name);
    }

    /// <summary>The event's name.</summary>
    public string Name { get; }

    /// <summary>The site's own id of the user. Given here, it wins over the signed-in user, even when it is blank: that is a refusal.</summary>
    /// <value><see langword="null"/>: a tracker fills in the person it knows. At most 256 characters, no control characters.</value>
    public string? PersonId { get; set; }

    /// <summary>The id of the device or browser.</summary>
    /// <value><see langword="null"/>: a tracker fills in the one of the request. At most 256 characters, no control characters.</value>
    public string? AnonymousId { get; set; }

    /// <summary>The id of the browser's session.</summary>
    /// <value><see langword="null"/>: a tracker fills in the one of the request.</value>
    public string? SessionId { get; set; }

    /// <summary>When it happened, which may be long before it is sent.</summary>
    /// <value><see langword="null"/>: the moment of the capture.</value>
    public DateTimeOffset? Timestamp { get; set; }

    /// <summary>The page the event belongs to.</summary>
    /// <value><see langword="null"/>: a tracker fills in the page of the request.</value>
    public PageContext? Page { get; set; }

    /// <summary>
    /// The event's own properties. They carry no personal data: e-mail addresses and names belong in the traits of
    /// <see cref="IAnalyseTracker.Identify"/>. A typed member of a standard event wins over a property of the same name.
    /// </summary>
    /// <value>Empty.</value>
    public EventProperties Properties
    {
        get => _properties ??= [];
        set => _properties = value;
    }

    /// <summary>Money that belongs to the event; sent as the properties <c>amount</c> (minor units) and <c>currency</c>.</summary>
    /// <value><see langword="null"/>: none.</value>
    public Amount? Amount { get; set; }

    /// <summary>
    /// Names the fact, so that it is taken once however often it is captured: an order number, an invoice id. The store
    /// remembers it together with the event's name; for how long depends on the store.
    /// </summary>
    /// <value><see langword="null"/>: every capture is an event of its own.</value>
    public string? IdempotencyKey { get; set; }

    internal EventKind Kind { get; }

    /// <summary>The event's name, and nothing of what it holds.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public sealed override string ToString() => Name;

    /// <summary>Writes what the event says of itself; the properties of the dictionary follow, as far as they are not written yet.</summary>
    internal void WritePropertiesTo(PropertyWriter writer)
    {
        WriteTypedMembers(writer);
        writer.Money(Amount);
        writer.Rest(_properties);
    }

    /// <summary>A copy that can be changed without changing this event.</summary>
    internal AnalyseEvent Copy()
    {
        var copy = (AnalyseEvent)MemberwiseClone();
        if (_properties is not null)
        {
            copy._properties = [];
            foreach (var (name, value) in _properties)
            {
                copy._properties[name] = value;
            }
        }

        return copy;
    }

    private protected virtual void WriteTypedMembers(PropertyWriter writer)
    {
    }
}
