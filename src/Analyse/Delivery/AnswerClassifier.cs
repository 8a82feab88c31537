using System.Net;
using Analyse.Transport;

namespace Analyse.Delivery;

/// <summary>The retry table: what each answer means. Pure, so that the table can be read and tested as one.</summary>
internal static class AnswerClassifier
{
    public static Verdict Classify(in TransportAnswer answer) =>
        answer.Status is { } status ? Classify((int)status) : Verdict.Retry;

    private static Verdict Classify(int status) => status switch
    {
        >= 200 and <= 299 => Verdict.Delivered,
        408 or 425 or 429 => Verdict.Retry,
        401 or 403 or 407 => Verdict.KeyRefused,
        404 or 405 or 410 or 421 or 501 or 505 or 511 => Verdict.Misrouted,
        413 => Verdict.TooLarge,
        >= 400 and <= 499 => Verdict.Poison,
        >= 500 and <= 599 => Verdict.Retry,
        _ => Verdict.Misrouted,
    };

    /// <summary>What is written in logs and kept with a dead letter.</summary>
    public static string Describe(in TransportAnswer answer) => answer switch
    {
        { Status: { } status } => $"HTTP {(int)status}",
        { Failure: HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http } => http.HttpRequestError.ToString(),
        { Failure: { } failure } => failure.GetType().Name,
        _ => nameof(HttpStatusCode.RequestTimeout),
    };
}
