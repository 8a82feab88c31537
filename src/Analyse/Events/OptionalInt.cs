namespace Analyse.Events;

/// <summary>
/// A number, or none, in one machine word. A thread that reads it while another sets it sees the one or the other; of an
/// <c>int?</c> it could see that there is a number, and not yet which.
/// </summary>
/// <param name="value">The number.</param>
internal readonly struct OptionalInt(int? value)
{
    private const long Present = 1L << 32;

    private readonly long _word = value is { } number ? Present | (uint)number : 0;

    public int? Value
    {
        get
        {
            // Once: between two looks it may have changed.
            var word = _word;
            return word == 0 ? null : (int)word;
        }
    }
}
