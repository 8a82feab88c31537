using Analyse.Configuration;

namespace Analyse;

/// <summary>
/// Settings of the client. Code wins over the configuration section <c>Analyse</c>, the section over the setting
/// <c>ANALYSE_KEY</c>. They are checked at start. <see cref="PublicKey"/>, <see cref="Host"/>, <see cref="Enabled"/> and
/// the times follow a reload of the configuration; the bounds do not.
/// </summary>
public sealed class AnalyseOptions
{
    /// <summary>The site's public key, <c>pk_…</c>. It is safe in a page, yet never printed whole.</summary>
    /// <value><see langword="null"/>: the setting <c>ANALYSE_KEY</c>. Without either, Production does not start and other environments send nothing.</value>
    public string? PublicKey { get; set; }

    /// <summary>The address of the service. It may carry a path; a trailing slash is dropped. HTTPS only, but for loopback hosts.</summary>
    /// <value><see langword="null"/>: <c>https://pulse.analyse.net</c>.</value>
    public string? Host { get; set; }

    /// <summary>Whether anything is captured at all.</summary>
    /// <value>True.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Events in one request; 1 sends each event at once.</summary>
    /// <value>100. From 1 to 10,000.</value>
    public int MaxBatchSize { get; set; } = AnalyseDefaults.MaxBatchSize;

    /// <summary>Bytes in the body of one request. A single event may exceed it by its envelope.</summary>
    /// <value>512 KiB. At least 1 KiB and no less than <see cref="MaxEventBytes"/>.</value>
    public int MaxBatchBytes { get; set; } = AnalyseDefaults.MaxBatchBytes;

    /// <summary>Bytes of one event's JSON. A larger event is refused, never cut.</summary>
    /// <value>32 KiB. From 512 bytes to 16 MiB.</value>
    public int MaxEventBytes { get; set; } = AnalyseDefaults.MaxEventBytes;

    /// <summary>The longest that an event waits for others before a batch is sent.</summary>
    /// <value>5 seconds. From 10 milliseconds to 1 hour.</value>
    public TimeSpan FlushInterval { get; set; } = AnalyseDefaults.FlushInterval;

    /// <summary>Events that the memory store holds. When it is full, new events are refused; its last fifth takes only money events.</summary>
    /// <value>100,000. At least <see cref="MaxBatchSize"/>.</value>
    public int MaxBufferedEvents { get; set; } = AnalyseDefaults.MaxBufferedEvents;

    /// <summary>Bytes of JSON that the memory store holds; it is full by either bound.</summary>
    /// <value>32 MiB. At least <see cref="MaxEventBytes"/>.</value>
    public long MaxBufferedBytes { get; set; } = AnalyseDefaults.MaxBufferedBytes;

    /// <summary>The time one request may take, its answer included.</summary>
    /// <value>10 seconds. From 100 milliseconds to 5 minutes.</value>
    public TimeSpan RequestTimeout { get; set; } = AnalyseDefaults.RequestTimeout;

    /// <summary>The time that flushing may take when the application stops, first and last flush together.</summary>
    /// <value>10 seconds. From zero to 10 minutes.</value>
    public TimeSpan ShutdownTimeout { get; set; } = AnalyseDefaults.ShutdownTimeout;

    /// <summary>The property in which each event carries its id, such as <c>event_id</c>, so that a reader can tell a repeated delivery.</summary>
    /// <value><see langword="null"/>: the id is not sent.</value>
    public string? EventIdProperty { get; set; }

    /// <summary>A last word on the HTTP handler: a proxy, a client certificate, a connect callback. Redirects and cookies stay off.</summary>
    /// <value><see langword="null"/>.</value>
    public Action<SocketsHttpHandler>? ConfigureHttpHandler { get; set; }
}
