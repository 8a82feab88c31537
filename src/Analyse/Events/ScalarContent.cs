namespace Analyse.Events;

/// <summary>The objects that hold scalars in a property value; those that occur again and again are made once.</summary>
internal static class ScalarContent
{
    private const int LeastShared = -1;
    private const int MostShared = 31;

    private static readonly object _true = true;
    private static readonly object _false = false;
    private static readonly object[] _integers = [.. Enumerable.Range(LeastShared, MostShared - LeastShared + 1).Select(static n => (object)(long)n)];

    public static object Of(bool value) => value ? _true : _false;

    public static object Of(long value) => value is >= LeastShared and <= MostShared ? _integers[value - LeastShared] : value;
}
