using System.Net;

namespace Analyse.Transport;

/// <summary>What came of a request: a status, or the failure that kept it from getting one.</summary>
public readonly record struct TransportAnswer
{
    /// <summary>The answer's status.</summary>
    /// <value><see langword="null"/>: no answer came.</value>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The header <c>Retry-After</c> as it was sent.</summary>
    /// <value><see langword="null"/>: there was none.</value>
    public string? RetryAfter { get; init; }

    /// <summary>The answer's own time, from its header <c>Date</c>: what a date in <see cref="RetryAfter"/> is measured against.</summary>
    /// <value><see langword="null"/>: there was none, and the client's clock has to do.</value>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Why no answer came.</summary>
    /// <value><see langword="null"/>: one came.</value>
    public Exception? Failure { get; init; }

    /// <summary>Whether the connection was cut while the body may still have been on its way, which may be a hidden 413.</summary>
    public bool CutDuringUpload { get; init; }

    /// <summary>An answer with this status.</summary>
    /// <param name="status">The status.</param>
    /// <returns>The answer.</returns>
    public static TransportAnswer Of(HttpStatusCode status) => new() { Status = status };
}
