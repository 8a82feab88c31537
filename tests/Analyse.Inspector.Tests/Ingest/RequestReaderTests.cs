using System.Text;
using System.Text.Json.Nodes;
using Analyse.Inspector.Ingest;
using Xunit;

namespace Analyse.Inspector.Tests.Ingest;

public sealed class RequestReaderTests
{
    [Fact]
    public void A_batch_that_keeps_the_contract_is_read_in_its_order()
    {
        var request = RequestReader.Read(IngestForm.Batch, Some.Batch(Some.Event("a"), Some.Event("b", person: null, anonymous: "anon")));

        Assert.Empty(request.Problems);
        Assert.Equal(Some.Key, request.PublicKey);
        Assert.Equal(["a", "b"], request.Events.Select(received => received.Name));
        Assert.Equal(("user_1", "user_1"), (request.Events[0].PersonId, request.Events[0].AnonymousId));
        Assert.Equal((null, "anon"), (request.Events[1].PersonId, request.Events[1].AnonymousId));
    }

    [Fact]
    public void A_single_event_is_read()
    {
        var request = RequestReader.Read(IngestForm.Event, Some.Single(Some.Event("a")));

        Assert.Empty(request.Problems);
        Assert.Equal("a", Assert.Single(request.Events).Name);
    }

    [Fact]
    public void An_empty_batch_breaks_nothing() =>
        Assert.Empty(RequestReader.Read(IngestForm.Batch, Some.Batch()).Problems);

    [Fact]
    public void The_event_is_kept_as_it_came_on_one_line()
    {
        var body = """
            {"publicKey": "pk", "event": {
              "event_name": "köp", "anonymous_id": "a", "timestamp": "2026-11-23T10:00:00.000Z", "referrer_domain": "",
              "properties": { "price": 49.00, "title": "<b>&</b>" }
            }}
            """;

        var received = Assert.Single(RequestReader.Read(IngestForm.Event, Encoding.UTF8.GetBytes(body)).Events);

        Assert.Equal(
            """{"event_name":"köp","anonymous_id":"a","timestamp":"2026-11-23T10:00:00.000Z","referrer_domain":"","properties":{"price":49.00,"title":"<b>&</b>"}}""",
            Encoding.UTF8.GetString(received.Json.Span));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("{\"publicKey\":\"pk\",\"events\":[]} x", "")]
    [InlineData("{\"events\":[]}", "publicKey")]
    [InlineData("{\"publicKey\":\" \",\"events\":[]}", "publicKey")]
    [InlineData("{\"publicKey\":7,\"events\":[]}", "publicKey")]
    [InlineData("{\"publicKey\":\"a\",\"publicKey\":\"b\",\"events\":[]}", "publicKey")]
    [InlineData("{\"publicKey\":\"pk\"}", "events")]
    [InlineData("{\"publicKey\":\"pk\",\"events\":{}}", "events")]
    [InlineData("{\"publicKey\":\"pk\",\"event\":{}}", "events")]
    [InlineData("{\"publicKey\":\"pk\",\"events\":[null]}", "events[0]")]
    [InlineData("{\"publicKey\":\"pk\",\"events\":[\"\\ud800\"]}", "")]
    public void A_body_that_breaks_the_contract_is_a_problem_with_its_place(string body, string field)
    {
        var request = RequestReader.Read(IngestForm.Batch, Encoding.UTF8.GetBytes(body));

        Assert.Equal(field, request.Problems[0].Field);
        Assert.NotEmpty(request.Problems[0].Message);
    }

    [Theory]
    [InlineData("event_name", null)]
    [InlineData("event_name", "7")]
    [InlineData("event_name", "\" \"")]
    [InlineData("person_id", "7")]
    [InlineData("anonymous_id", "{}")]
    [InlineData("session_id", "false")]
    [InlineData("url", "[]")]
    [InlineData("utm_source", "1")]
    [InlineData("timestamp", null)]
    [InlineData("timestamp", "1795428000000")]
    [InlineData("timestamp", "\"yesterday\"")]
    [InlineData("timestamp", "\"2026-11-23\"")]
    [InlineData("timestamp", "\"2026-13-23T10:00:00.000Z\"")]
    [InlineData("properties", "[]")]
    [InlineData("properties", "\"{}\"")]
    public void An_event_with_a_field_that_cannot_be_read_refuses_the_request(string field, string? value)
    {
        var broken = Some.Event();
        broken.Remove(field);

        if (value is not null)
        {
            broken[field] = JsonNode.Parse(value);
        }

        var request = RequestReader.Read(IngestForm.Batch, Some.Batch(Some.Event(), broken));

        Assert.Equal($"events[1].{field}", Assert.Single(request.Problems).Field);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" ", "\t")]
    public void An_event_of_nobody_refuses_the_request(string? person, string? anonymous)
    {
        var broken = Some.Event(person: person, anonymous: anonymous);

        var request = RequestReader.Read(IngestForm.Event, Some.Single(broken));

        Assert.Equal("event.person_id", Assert.Single(request.Problems).Field);
    }

    [Fact]
    public void Half_a_surrogate_pair_in_a_name_is_a_problem_and_no_exception() =>
        Assert.Single(RequestReader.Read(IngestForm.Batch, "{\"publicKey\":\"pk\",\"\\udc00\":1}"u8.ToArray()).Problems);

    [Fact]
    public void Bytes_that_are_no_UTF8_are_a_problem_and_no_exception() =>
        Assert.Single(RequestReader.Read(IngestForm.Batch, new byte[] { 0x22, 0xC3, 0x28, 0x22 }).Problems);

    [Fact]
    public void Deep_nesting_is_a_problem_and_no_exception()
    {
        var body = "{\"publicKey\":\"pk\",\"events\":" + new string('[', 100_000);

        Assert.Single(RequestReader.Read(IngestForm.Batch, Encoding.UTF8.GetBytes(body)).Problems);
    }

    [Fact]
    public void A_body_with_ten_thousand_mistakes_gives_a_short_list()
    {
        var events = Enumerable.Range(0, 10_000).Select(_ => (JsonNode)new JsonObject()).ToArray();

        Assert.Equal(20, RequestReader.Read(IngestForm.Batch, Some.Batch(events)).Problems.Count);
    }
}
