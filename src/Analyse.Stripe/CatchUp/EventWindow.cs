namespace Analyse.Stripe.CatchUp;

/// <summary>A span of the time at which Stripe made its events, in seconds since 1970.</summary>
/// <param name="From">The first second that is in it.</param>
/// <param name="Before">The first second that is not.</param>
internal readonly record struct EventWindow(long From, long Before)
{
    public long Length => Before - From;

    /// <summary>The earlier half; a second cannot be halved.</summary>
    public EventWindow Half() => this with { Before = From + (Length / 2) };

    /// <summary>What follows it, twice as long as it, and not beyond the end.</summary>
    public EventWindow Next(long end) => new(Before, Math.Min(end, Before + (2 * Length)));
}
