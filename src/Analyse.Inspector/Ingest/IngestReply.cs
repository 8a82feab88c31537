namespace Analyse.Inspector.Ingest;

/// <summary>What the stand-in answers to one request: the same over HTTP and called directly.</summary>
internal sealed record IngestReply(int Status)
{
    private const int Accepted = 202;

    public bool IsAccepted => Status is >= 200 and < 300;

    public int Events { get; private init; }

    public int Warnings { get; private init; }

    /// <summary>Why nothing was taken, in a sentence; empty when it was.</summary>
    public string Error { get; private init; } = "";

    public IReadOnlyList<Finding> Problems { get; private init; } = [];

    public int? RetryAfterSeconds { get; private init; }

    public static IngestReply Took(IReadOnlyList<ReceivedEvent> events) =>
        new(Accepted) { Events = events.Count, Warnings = events.Sum(received => received.Warnings.Count) };

    public static IngestReply Refused(int status, string error, int? retryAfterSeconds = null) =>
        new(status) { Error = error, RetryAfterSeconds = retryAfterSeconds };

    public static IngestReply Broken(IReadOnlyList<Finding> problems) =>
        new(400) { Error = problems[0].Field is { Length: > 0 } field ? $"{field}: {problems[0].Message}" : problems[0].Message, Problems = problems };
}
