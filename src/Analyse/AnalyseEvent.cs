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
    // Each in one machine word: a thread that captures the event while another sets them sees the old or the new, whole.
    private EventProperties? _properties;
    private object? _amount;
    private long _timestamp; // UTC ticks and one; 0 is none.

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

    internal AnalyseEvent(string name, EventProperties? properties)
        : this(name) => _properties = properties;

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
    /// <remarks>
    /// It is kept in UTC. A <see cref="DateTime"/> of unspecified kind is local time, here and as a property.
    /// </remarks>
    /// <value><see langword="null"/>: the moment of the capture.</value>
    public DateTimeOffset? Timestamp
    {
        get => Volatile.Read(ref _timestamp) is var ticks and not 0 ? new DateTimeOffset(ticks - 1, TimeSpan.Zero) : null;
        set => Volatile.Write(ref _timestamp, value is { } time ? time.UtcTicks + 1 : 0);
    }

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
    /// <value><see langword="null"/>: none. Of a checkout it must not be negative; a refund is an event of your own.</value>
    public Amount? Amount
    {
        get => (Amount?)_amount;
        set => _amount = value;
    }

    /// <summary>
    /// Names the fact, so that it is taken once however often it is captured: an order number, an invoice id. The store
    /// remembers it together with the event's name; for how long depends on the store.
    /// </summary>
    /// <value><see langword="null"/>: every capture is an event of its own.</value>
    public string? IdempotencyKey { get; set; }

    internal EventKind Kind { get; }

    /// <summary>Whether losing the event would lose money from the figures.</summary>
    internal bool MovesMoney => Kind is EventKind.Money || _amount is not null;

    /// <summary>The event's name, and nothing of what it holds.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public sealed override string ToString() => Name;

    /// <summary>Writes what the event says of itself; the properties of the dictionary follow, as far as they are not written yet.</summary>
    internal void WritePropertiesTo(PropertyWriter writer)
    {
        WriteTypedMembers(writer);
        var amount = Amount;
        if (ProblemOf(amount) is { } problem)
        {
            // It was another amount when it was checked.
            throw new UnusableValueException(problem);
        }

        writer.Money(amount);
        writer.Rest(_properties);
    }

    /// <summary>Why the event cannot be sent as it is, as far as that shows before it is written.</summary>
    internal string? FindProblem() => _amount is not null ? ProblemOf(Amount) : CheckoutAmount.ProblemOf(this, _properties);

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

    private string? ProblemOf(Amount? amount) => amount is { } money ? money.Problem ?? CheckoutAmount.ProblemOf(this, money) : null;

    private protected virtual void WriteTypedMembers(PropertyWriter writer)
    {
    }
}
