using System.Text.Json;
using Analyse.Inspector.Ingest;

namespace Analyse.Inspector.Answers;

/// <summary>Reads the JSON with which a developer says how to answer.</summary>
internal static class AnswerReader
{
    private const int TooManyRequests = 429;
    private const int DefaultRetryAfterSeconds = 5;

    /// <returns>The answer, or <see langword="null"/> with the reasons among the problems.</returns>
    public static Answer? Read(ReadOnlyMemory<byte> body, Findings problems)
    {
        using var document = JsonBody.Parse(body, problems);

        if (document is null)
        {
            return null;
        }

        if (document.RootElement.ValueKind is not JsonValueKind.Object)
        {
            problems.Add("", "The body is not an object. Send for example {\"status\": 503}.");
            return null;
        }

        var answer = Answer.Normal;
        foreach (var property in document.RootElement.EnumerateObject())
        {
            answer = Apply(answer, property, problems);
        }

        return Check(answer, problems);
    }

    private static Answer Apply(Answer answer, JsonProperty property, Findings problems)
    {
        switch (property.Name)
        {
            case "status":
                return answer with { Status = Number(property, 200, 599, problems) ?? Answer.Normal.Status };
            case "retryAfterSeconds":
                return answer with { RetryAfterSeconds = Number(property, 0, 3600, problems) };
            case "delayMilliseconds":
                return answer with { DelayMilliseconds = Number(property, 0, 60_000, problems) ?? 0 };
            case "requests":
                return answer with { Requests = Number(property, 1, 1_000_000, problems) };
            default:
                problems.Add(property.Name, $"{property.Name} is not known. Use status, retryAfterSeconds, delayMilliseconds and requests.");
                return answer;
        }
    }

    private static int? Number(JsonProperty property, int least, int most, Findings problems)
    {
        if (property.Value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        if (property.Value.ValueKind is JsonValueKind.Number
            && property.Value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Add(property.Name, $"{property.Name} must be a whole number from {least} to {most}.");
        return null;
    }

    private static Answer? Check(Answer answer, Findings problems)
    {
        if (answer.Status is not 200 and < 400)
        {
            problems.Add("status", "status must be 200 for the normal checks, or from 400 to 599 to refuse.");
        }

        if (answer is { IsRefusal: false, RetryAfterSeconds: not null })
        {
            problems.Add("retryAfterSeconds", "retryAfterSeconds goes with a status that refuses, such as 429 or 503.");
        }

        if (answer is { Status: TooManyRequests, RetryAfterSeconds: null })
        {
            answer = answer with { RetryAfterSeconds = DefaultRetryAfterSeconds };
        }

        return problems.Count is 0 ? answer : null;
    }
}
