using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analyse.Stripe.Tests.Support;
using Xunit;

namespace Analyse.Stripe.Tests.Webhooks;

/// <summary>What a team reads when a webhook is not verified: in Stripe's dashboard, and in its own log.</summary>
public sealed class ProblemTests
{
    // As Stripe sends it: indented by two blanks, LF, letters as they are, and no line end at the end.
    private const string Payload = "{\n  \"id\": \"evt_1\",\n  \"object\": \"event\",\n  \"type\": \"plan.created\",\n  \"data\": {\n    \"object\": {\n      \"name\": \"Ä & <b>\",\n      \"metadata\": {},\n      \"items\": [],\n      \"unit_amount_decimal\": 1.50\n    }\n  }\n}";

    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };
    private static readonly byte[] _body = Payload.Utf8();

    /// <summary>The body, the header, and words of the answer that name this problem and no other.</summary>
    public static TheoryData<string, byte[], string?, string> Problems => new()
    {
        { "no header", _body, null, "has no Stripe-Signature header" },
        { "an empty header", _body, "", "has no Stripe-Signature header" },
        { "an empty body", [], Signed.Header(_body), "The body is empty" },
        { "no time", _body, $"v1={Signed.V1(_body)}", "header is malformed" },
        { "no signature", _body, $"t={Signed.Now}", "header is malformed" },
        { "a clock ahead of Stripe's", _body, Signed.Header(_body, at: Signed.Now - 301), "301 s before this server's clock" },
        { "a clock behind Stripe's", _body, Signed.Header(_body, at: Signed.Now + 7200), "7200 s after this server's clock" },
        { "another secret", _body, Signed.Header(_body, "whsec_other"), "made with another secret" },
        { "another secret and an old time", _body, Signed.Header(_body, "whsec_other", Signed.Now - 301), "made with another secret" },
        { "a byte order mark", [.. Encoding.UTF8.Preamble, .. _body], Signed.Header(_body), "a byte order mark was put in front of it" },
        { "CR LF", Payload.Replace("\n", "\r\n", StringComparison.Ordinal).Utf8(), Signed.Header(_body), "line ends were changed to CR LF" },
        { "a line end more", [.. _body, (byte)'\n'], Signed.Header(_body), "white space was added around it" },
        { "written again without blanks", JsonSerializer.Serialize(JsonDocument.Parse(Payload)).Utf8(), Signed.Header(_body), "its JSON was parsed and written again" },
        { "written again with escapes", JsonSerializer.Serialize(JsonDocument.Parse(Payload), _indented).Utf8(), Signed.Header(_body), "its JSON was parsed and written again" },
        { "a compact body that was indented", _body, Signed.Header(Compact()), "its JSON was parsed and written again" },
        { "half a surrogate pair", "{\"id\":{\"\\ud800\":1},\"type\":\"\\udc00\"}".Utf8(), Signed.Header(_body), "made with another secret" },
        { "no JSON at all", "hello"u8.ToArray(), Signed.Header(_body), "made with another secret" },
        { "another charset", Encoding.Latin1.GetBytes(Payload), Signed.Header(_body), "not UTF-8" },
    };

    [Theory, MemberData(nameof(Problems))]
    public async Task Each_problem_has_its_own_text_in_the_answer_and_in_the_log(string what, byte[] body, string? header, string words)
    {
        await using var site = await TestSite.StartAsync();

        var (status, answer) = await AnswerAsync(site, body, header);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(words, answer, StringComparison.Ordinal);
        Assert.Contains(answer, Assert.Single(site.Complaints).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Some.Secret, answer, StringComparison.Ordinal);
        Assert.Single(Problems.Select(static row => row.Data.Item4).Distinct(), other => answer.Contains(other, StringComparison.Ordinal));
        Assert.NotEmpty(what);
    }

    [Fact]
    public async Task A_missing_secret_is_named_before_the_signature()
    {
        await using var site = await TestSite.StartAsync(static options => options.SigningSecrets.Clear());

        var (status, answer) = await AnswerAsync(site, _body, Signed.Header(_body));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("No signing secret is configured", answer, StringComparison.Ordinal);
        Assert.Contains("STRIPE_WEBHOOK_SECRET", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_two_secrets_a_changed_body_of_the_second_is_recognized()
    {
        await using var site = await TestSite.StartAsync(static options => options.SigningSecrets.Add("whsec_second"));

        var (_, answer) = await AnswerAsync(site, [.. Encoding.UTF8.Preamble, .. _body], Signed.Header(_body, "whsec_second"));

        Assert.Contains("byte order mark", answer, StringComparison.Ordinal);
    }

    private static byte[] Compact()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            JsonDocument.Parse(Payload).WriteTo(writer);
        }

        return stream.ToArray();
    }

    private static async Task<(HttpStatusCode Status, string Answer)> AnswerAsync(TestSite site, byte[] body, string? header)
    {
        using var content = new ByteArrayContent(body);
        if (header is not null)
        {
            content.Headers.TryAddWithoutValidation("Stripe-Signature", header);
        }

        using var response = await site.Client.PostAsync(new Uri("/webhooks/stripe", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
