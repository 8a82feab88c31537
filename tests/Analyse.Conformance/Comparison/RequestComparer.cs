using System.Text.Json;
using System.Text.Unicode;
using Analyse.Conformance.Vectors;

namespace Analyse.Conformance.Comparison;

/// <summary>Tells in words where what was sent differs from the one request that was recorded.</summary>
internal sealed class RequestComparer(ExpectedRequest expected, IReadOnlyList<string> ignored)
{
    public IEnumerable<string> Failures(IReadOnlyList<RecordedRequest> requests) => requests switch
    {
        [] => ["expected a request, but none was sent"],
        [var request] => Differences(request),
        _ => [$"expected one request, but {requests.Count} were sent:", .. requests.Select(request => $"  {request}")],
    };

    private IEnumerable<string> Differences(RecordedRequest request) =>
    [
        .. Difference("method", expected.Method, request.Method),
        .. Difference("path", expected.Path, request.Path),
        .. Difference("content type", expected.ContentType, request.ContentType ?? "(none)"),
        .. BodyDifferences(request.Body),
    ];

    private static IEnumerable<string> Difference(string what, string expected, string actual) =>
        expected == actual ? [] : [$"{what}: expected {expected}, got {actual}"];

    private IEnumerable<string> BodyDifferences(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            return ["body: it is not UTF-8"];
        }

        try
        {
            var body = JsonSerializer.Deserialize<JsonElement>(bytes);
            return [.. new JsonComparer(ignored).Differences(expected.Body, body)];
        }
        catch (JsonException e)
        {
            return [$"body: it is not JSON: {e.Message}"];
        }
    }
}
