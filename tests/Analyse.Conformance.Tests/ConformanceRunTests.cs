using System.Text.Json.Nodes;
using Xunit;

namespace Analyse.Conformance.Tests;

public sealed class ConformanceRunTests
{
    public static TheoryData<string, Action<JsonNode>, string> Deviations => new()
    {
        { "method", vector => vector.Expected()["method"] = "PUT", "method: expected PUT, got POST" },
        { "path", vector => vector.Expected()["path"] = "/v1/event", "path: expected /v1/event, got /v1/batch" },
        { "content type", vector => vector.Expected()["content_type"] = "text/plain", "content type: expected text/plain" },
        { "value", vector => vector.ExpectedEvent()["person_id"] = "user_124", "body.events[0].person_id: expected \"user_124\"" },
        { "number", vector => vector.ExpectedEvent()["properties"]!["seats"] = 4, "seats: expected 4, got 3" },
        { "missing field", vector => vector.ExpectedEvent()["session_id"] = "s", "session_id: it is missing" },
        { "further field", vector => vector.ExpectedEvent().Remove("referrer_domain"), "referrer_domain: it is not expected" },
        { "order of fields", MoveNameToTheEnd, "expected the fields in the order anonymous_id" },
        { "further request", vector => vector["expect"] = Silence(), "expected no request, but got POST /v1/batch" },
        { "error that does not come", vector => vector["expect"] = Error(), "expected an error (no), but every call was accepted" },
        { "refusal", vector => vector.Input().Remove("personId"), "the client refused a call" },
        { "unknown call", vector => vector.Call()["call"] = "captureRefund", "The call 'captureRefund' is none" },
        { "unknown field of an input", vector => vector.Input()["colour"] = "red", "colour" },
        { "unknown field of a vector", vector => vector["options"] = new JsonObject(), "options" },
        { "no request", vector => vector["calls"] = new JsonArray(), "expected a request, but none was sent" },
    };

    [Fact]
    public async Task What_was_recorded_passes()
    {
        var (exitCode, output) = await RunAsync(VectorText.With(_ => { }));

        Assert.Equal("1 passed, 0 failed", output.Trim());
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [MemberData(nameof(Deviations), DisableDiscoveryEnumeration = true)]
    public async Task A_deviation_fails_and_is_named(string deviation, Action<JsonNode> change, string message)
    {
        var (exitCode, output) = await RunAsync(VectorText.With(change));

        Assert.True(output.Contains(message, StringComparison.Ordinal), $"The {deviation} is not named in: {output}");
        Assert.EndsWith("0 passed, 1 failed", output.TrimEnd());
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task An_ignored_field_may_differ()
    {
        var (exitCode, _) = await RunAsync(VectorText.With(vector =>
        {
            vector["ignore"] = new JsonArray("timestamp");
            vector.ExpectedEvent()["timestamp"] = "2000-01-01T00:00:00.000Z";
        }));

        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData("", "cannot be read")]
    [InlineData("{}", "its JSON is no array")]
    [InlineData("[]", "holds no vector")]
    [InlineData("[1]", "is no object")]
    public async Task A_file_without_vectors_fails(string content, string message)
    {
        var (exitCode, output) = await RunAsync(content);

        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task A_missing_file_fails()
    {
        using var output = new StringWriter();

        Assert.Equal(1, await ConformanceRun.RunAsync("no such file", output));
        Assert.Contains("no such file cannot be read", output.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string content)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
            using var output = new StringWriter();
            var exitCode = await ConformanceRun.RunAsync(file, output);
            return (exitCode, output.ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static JsonObject Silence() => new() { ["nothing_sent"] = true };

    private static JsonObject Error() => new() { ["error"] = "no" };

    private static void MoveNameToTheEnd(JsonNode vector)
    {
        var recorded = vector.ExpectedEvent();
        var name = recorded["event_name"]!.DeepClone();
        recorded.Remove("event_name");
        recorded["event_name"] = name;
    }
}
