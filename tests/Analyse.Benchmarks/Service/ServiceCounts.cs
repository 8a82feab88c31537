using System.Globalization;

namespace Analyse.Benchmarks.Service;

/// <summary>What the service got.</summary>
internal sealed class ServiceCounts
{
    private long _requests;
    private long _events;

    public void Add(ReadOnlySpan<byte> body)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _events, body.Count("\"event_name\""u8));
    }

    public static (long Requests, long Events) Parse(string text)
    {
        var numbers = text.Split(' ');
        return (long.Parse(numbers[0], CultureInfo.InvariantCulture), long.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Read(ref _requests)} {Interlocked.Read(ref _events)}");
}
