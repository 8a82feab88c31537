using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Api;
using Microsoft.AspNetCore.Http;

namespace Analyse.Stripe.Tests.CatchUp;

/// <summary>Stripe's <c>GET /v1/events</c>: the newest first, by pages, of a span of time, the last 30 days alone.</summary>
internal sealed class FakeEventList
{
    private readonly List<(long Created, string Id, string Json)> _events = [];
    private readonly DateTimeOffset _now;
    private int _requests;

    public FakeEventList(FakeStripe stripe, DateTimeOffset now)
    {
        _now = now;
        stripe.Answers("/v1/events", Answer);
    }

    /// <summary>What is answered instead, by the number of the request.</summary>
    public Func<int, HttpStatusCode?> Failure { get; set; } = static _ => null;

    public void Add(params IEnumerable<string> payloads)
    {
        foreach (var payload in payloads)
        {
            var json = JsonNode.Parse(payload)!;
            _events.Add(((long)json["created"]!, (string)json["id"]!, payload));
        }
    }

    private static long? Number(HttpRequest request, string name) =>
        long.TryParse(request.Query[name], CultureInfo.InvariantCulture, out var number) ? number : null;

    private (HttpStatusCode Status, string Body) Answer(HttpRequest request)
    {
        if (Failure(Interlocked.Increment(ref _requests)) is { } failure)
        {
            return (failure, """{ "error": { "message": "Not now, sk_test_secret.", "type": "api_error" } }""");
        }

        var limit = (int)(Number(request, "limit") ?? 10);
        var from = Math.Max(Number(request, "created[gte]") ?? 0, _now.AddDays(-30).ToUnixTimeSeconds());
        var before = Number(request, "created[lt]") ?? long.MaxValue;

        // What was made later within a second stands before what was made earlier in it.
        var newestFirst = _events.Select(static (e, i) => (e, i)).OrderByDescending(static x => x.e.Created).ThenByDescending(static x => x.i)
            .Select(static x => x.e).Where(e => e.Created >= from && e.Created < before).ToList();
        var after = request.Query["starting_after"].ToString();
        var rest = after.Length == 0 ? newestFirst : [.. newestFirst.SkipWhile(e => e.Id != after).Skip(1)];
        var page = string.Join(',', rest.Take(limit).Select(static e => e.Json));
        return (HttpStatusCode.OK, $$"""{ "object": "list", "url": "/v1/events", "has_more": {{(rest.Count > limit ? "true" : "false")}}, "data": [{{page}}] }""");
    }
}
