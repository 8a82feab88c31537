using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Analyse.Events;

/// <summary>
/// The JSON of one event within a limit of bytes. Each field is copied in few steps that the platform has compiled ahead,
/// because a process that has just started runs everything else unoptimised; only what is rare or nested goes through the
/// general writer.
/// </summary>
#pragma warning disable CA1001 // The general writer holds nothing but this buffer.
internal sealed class JsonBuffer : IBufferWriter<byte>
#pragma warning restore CA1001
{
    private const int FirstBytes = 1024;
    private const int LongestNumber = 20;
    private const int LongestBytesOfChar = 3;
    private const int TimeUpToMilliseconds = 23;
    private const int RoundTripTime = 28;
    private const int IdLength = 36;
    private const int Quotes = 2;

    private static readonly Encoding _utf8 = Encoding.UTF8;

    private byte[] _bytes = new byte[FirstBytes];
    private Utf8JsonWriter? _general;
    private int _length;
    private int _limit;
    private bool _isOver;

    // JSON needs no more than this escaping; what is meant for HTML pages would only make events larger.
    private static JavaScriptEncoder Escaping => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public int Length => _length;

    public int Capacity => _bytes.Length;

    /// <summary>Bytes up to the limit.</summary>
    public int Room => _limit - _length;

    /// <summary>Whether everything was written and is within the limit.</summary>
    public bool Fits => !_isOver && _length <= _limit;

    public ReadOnlySpan<byte> Written => new(_bytes, 0, _length);

    /// <summary>Starts over.</summary>
    public void Begin(int limit)
    {
        _length = 0;
        _limit = limit;
        _isOver = false;
    }

    // Optimised when it is first called: of a method that it compiles in steps, the runtime makes a version in between that
    // counts every branch, and that one takes longer than the work. Only the few methods that an event spends most of its
    // time in are marked like this; the profile that they do without gains them nothing.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Text(WireName name, string? value)
    {
        // UTF-8 has at least one byte for each char of a string, so its length is a bound that costs nothing.
        if (value is null || (_isOver |= value.Length > _limit - _length))
        {
            return;
        }

        var quote = Name(name, (value.Length * LongestBytesOfChar) + Quotes);
        var start = quote + 1;
        var count = _utf8.GetBytes(value, 0, value.Length, _bytes, start);
        if (!PlainText.IsPlain(new ReadOnlySpan<byte>(_bytes, start, count)) && NeedsEscaping(start, count))
        {
            Escape(value, quote);
            return;
        }

        _bytes[quote] = (byte)'"';
        _bytes[start + count] = (byte)'"';
        _length = start + count + 1;
    }

    public void Number(WireName name, long value)
    {
        var start = Name(name, LongestNumber);
        value.TryFormat(new Span<byte>(_bytes, start, LongestNumber), out var count, provider: CultureInfo.InvariantCulture);
        _length = start + count;
    }

    public void Boolean(WireName name, bool value)
    {
        var text = value ? "true"u8 : "false"u8;
        var start = Name(name, text.Length);
        text.CopyTo(new Span<byte>(_bytes, start, text.Length));
        _length = start + text.Length;
    }

    /// <summary>A point in time as it is on the wire: ISO 8601, UTC, milliseconds, <c>Z</c>.</summary>
    public void Time(WireName name, DateTimeOffset value)
    {
        // The round-trip format is the fastest one the platform has; it only says more decimals than the wire does.
        var start = Name(name, RoundTripTime + Quotes);
        _bytes[start] = (byte)'"';
        value.UtcDateTime.TryFormat(new Span<byte>(_bytes, start + 1, RoundTripTime), out _, "O", CultureInfo.InvariantCulture);
        _bytes[start + 1 + TimeUpToMilliseconds] = (byte)'Z';
        _bytes[start + TimeUpToMilliseconds + Quotes] = (byte)'"';
        _length = start + TimeUpToMilliseconds + Quotes + 1;
    }

    public void Id(WireName name, Guid value)
    {
        var start = Name(name, IdLength + Quotes);
        _bytes[start] = (byte)'"';
        value.TryFormat(new Span<byte>(_bytes, start + 1, IdLength), out _);
        _bytes[start + 1 + IdLength] = (byte)'"';
        _length = start + IdLength + Quotes;
    }

    /// <summary>Opens an object in the event.</summary>
    /// <returns>Where it starts, for <see cref="Close"/>.</returns>
    public int Open(WireName name) => _length = Name(name, 1);

    /// <summary>Closes an object: the comma in front of its first field becomes its brace.</summary>
    public void Close(int start)
    {
        Reserve(2);
        if (_length == start)
        {
            _length++;
        }

        _bytes[start] = (byte)'{';
        _bytes[_length++] = (byte)'}';
    }

    /// <summary>Opens an object whose entries become fields of the one that is open now.</summary>
    public Utf8JsonWriter OpenEntries()
    {
        var general = General();
        general.WriteStartObject();
        return general;
    }

    /// <summary>Closes what <see cref="OpenEntries"/> has opened.</summary>
    /// <param name="start">The length before it was opened.</param>
    /// <param name="fits">Whether all entries are written; otherwise the event is too large.</param>
    public void CloseEntries(int start, bool fits)
    {
        if (!fits)
        {
            _isOver = true;
            return;
        }

        _general!.WriteEndObject();
        _general.Flush();
        var last = _length - 1;
        _length = last == start + 1 ? start : last;
        _bytes[start] = (byte)',';
    }

    void IBufferWriter<byte>.Advance(int count) => _length += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_length);
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsSpan(_length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool NeedsEscaping(int start, int count) => Escaping.FindFirstCharacterToEncodeUtf8(new ReadOnlySpan<byte>(_bytes, start, count)) >= 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Escape(string value, int start)
    {
        _length = start;
        var general = General();
        general.WriteStringValue(value);
        general.Flush();
    }

    private Utf8JsonWriter General()
    {
        _general ??= new Utf8JsonWriter(this, new JsonWriterOptions { Encoder = Escaping, SkipValidation = true });
        _general.Reset();
        return _general;
    }

    /// <summary>Writes a name, with room behind it.</summary>
    /// <returns>Where its value starts.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Name(WireName name, int room)
    {
        var json = name.Json;
        Reserve(json.Length + room);
        Buffer.BlockCopy(json, 0, _bytes, _length, json.Length);
        return _length + json.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int room)
    {
        if (_bytes.Length - _length < room)
        {
            Grow(room);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int room) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + room));
}
