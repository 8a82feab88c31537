using Analyse.Events;
using Analyse.Transport;

namespace Analyse.Configuration;

/// <summary>Checked settings, as the client works with them. A change of the options makes a new instance.</summary>
internal sealed class AnalyseSettings
{
    private const int ShownKeyCharacters = 4;

    public AnalyseSettings(AnalyseOptions options, KeyAndOrigin key, bool isOn, IEventTransport? transport = null)
    {
        Host = (string.IsNullOrWhiteSpace(options.Host) ? AnalyseDefaults.Host : options.Host.Trim()).TrimEnd('/');
        BatchPrefix = PrefixOf(key.Key, ",\"events\":["u8);
        EventPrefix = PrefixOf(key.Key, ",\"event\":"u8);
        ShownKey = key.Key.Length > 2 * ShownKeyCharacters ? "…" + key.Key[^ShownKeyCharacters..] : "…";
        KeyOrigin = key.Origin;
        IsOn = isOn;
        LacksKey = options.Enabled && key == KeyAndOrigin.None;
        Transport = transport;
        MaxBatchSize = options.MaxBatchSize;
        MaxBatchBytes = options.MaxBatchBytes;
        MaxEventBytes = options.MaxEventBytes;
        MaxBufferedEvents = options.MaxBufferedEvents;
        MaxBufferedBytes = options.MaxBufferedBytes;
        FlushInterval = options.FlushInterval;
        RequestTimeout = options.RequestTimeout;
        ShutdownTimeout = options.ShutdownTimeout;
        EventIdProperty = string.IsNullOrWhiteSpace(options.EventIdProperty) ? null : options.EventIdProperty;
    }

    /// <summary>Whether events are captured and sent.</summary>
    public bool IsOn { get; }

    /// <summary>Whether nothing is sent only because there is no key.</summary>
    public bool LacksKey { get; }

    /// <summary>What events are handed to in place of the HTTP transport.</summary>
    public IEventTransport? Transport { get; }

    /// <summary>Where events go, in words.</summary>
    public string Destination => Transport?.Description ?? Host;

    /// <summary>The address of the service, without a trailing slash.</summary>
    public string Host { get; }

    // Made by who sends first: the first address of a process takes milliseconds, and the caller of a capture needs none.
    public Uri BatchAddress => field ??= new Uri(Host + "/v1/batch");

    public Uri EventAddress => field ??= new Uri(Host + "/v1/event");

    /// <summary>A batch's body up to its first event.</summary>
    public byte[] BatchPrefix { get; }

    /// <summary>A single event's body up to the event.</summary>
    public byte[] EventPrefix { get; }

    /// <summary>As much of the key as may be shown.</summary>
    public string ShownKey { get; }

    /// <summary>The setting that the key came from; <see langword="null"/> when the destination needs none.</summary>
    public string? KeyOrigin { get; }

    public int MaxBatchSize { get; }

    public int MaxBatchBytes { get; }

    public int MaxEventBytes { get; }

    public int MaxBufferedEvents { get; }

    public long MaxBufferedBytes { get; }

    public TimeSpan FlushInterval { get; }

    public TimeSpan RequestTimeout { get; }

    public TimeSpan ShutdownTimeout { get; }

    public string? EventIdProperty { get; }

    private static byte[] PrefixOf(string key, ReadOnlySpan<byte> rest)
    {
        var json = new JsonBuffer();
        json.Begin(int.MaxValue);
        json.Text(new WireName("publicKey"), key);
        json.Close(0);
        return [.. json.Written[..^1], .. rest];
    }

    /// <summary>Whether both would send to the same place with the same key.</summary>
    public bool HasSameDestination(AnalyseSettings other) =>
        IsOn == other.IsOn && Transport == other.Transport && Host == other.Host && BatchPrefix.AsSpan().SequenceEqual(other.BatchPrefix);
}
