using System.Globalization;
using System.Text.Json;

namespace Analyse.Events;

/// <summary>Points in time as they are on the wire: ISO 8601, UTC, milliseconds, <c>Z</c>.</summary>
internal static class WireTime
{
    private const int LengthUpToMilliseconds = 23;
    private const int RoundTripLength = 28;

    public static void WriteTo(Utf8JsonWriter writer, JsonEncodedText name, DateTimeOffset time)
    {
        // The round-trip format is the fastest one the platform has; it only says more decimals than the wire does.
        Span<byte> text = stackalloc byte[RoundTripLength];
        time.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[LengthUpToMilliseconds] = (byte)'Z';
        writer.WriteString(name, text[..(LengthUpToMilliseconds + 1)]);
    }
}
