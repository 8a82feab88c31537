using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Analyse.Stripe.Tests.Support;
using Analyse.Stripe.Webhooks;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.Stripe.Tests.Webhooks;

public sealed class SignatureTests
{
    private const string OtherSecret = "whsec_other_9876543210";

    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };
    private static readonly byte[] _body = """{"id":"evt_1","object":"event","type":"plan.created","livemode":false,"data":{"object":{"name":"Ä"}}}""".Utf8();

    /// <summary>S26, and what else is no signature of Stripe's: what is wrong, and the header.</summary>
    public static TheoryData<string, string?> Refused
    {
        get
        {
            var v1 = Signed.V1(_body);
            return new()
            {
                { "missing", null },
                { "empty", "" },
                { "blank", "  " },
                { "garbage", "garbage" },
                { "an equals sign", "=" },
                { "a comma", "," },
                { "names alone", "t=,v1=" },
                { "no t", $"v1={v1}" },
                { "no v1", $"t={Signed.Now}" },
                { "v0 alone", $"t={Signed.Now},v0={v1}" },
                { "a name without a value", $"t,v1={v1}" },
                { "t that is no number", $"t=now,v1={v1}" },
                { "t with a fraction", $"t={Signed.Now}.5,v1={v1}" },
                { "t beyond all numbers", $"t=99999999999999999999999999,v1={v1}" },
                { "t at the end of numbers, rightly signed", Signed.Header(_body, at: long.MaxValue) },
                { "t at the other end, rightly signed", Signed.Header(_body, at: long.MinValue) },
                { "t twice, the right one second", $"t={Signed.Now - 1000},t={Signed.Now},v1={v1}" },
                { "301 s old", Signed.Header(_body, at: Signed.Now - 301) },
                { "301 s ahead", Signed.Header(_body, at: Signed.Now + 301) },
                { "another t than the signed one", $"t={Signed.Now + 1},v1={v1}" },
                { "another secret", Signed.Header(_body, OtherSecret) },
                { "half a signature", $"t={Signed.Now},v1={v1[..32]}" },
                { "a changed digit", $"t={Signed.Now},v1={(v1[0] == '0' ? '1' : '0')}{v1[1..]}" },
                { "a longer signature", $"t={Signed.Now},v1={v1}0" },
                { "long garbage", $"t={Signed.Now},v1={new string('a', 8_000)}" },
                { "a thousand wrong ones", $"t={Signed.Now},{string.Join(',', Enumerable.Repeat("v1=0", 1_000))}" },
                { "letters of another alphabet", $"t={Signed.Now},v1=ä{v1}" },
            };
        }
    }

    /// <summary>What is good about it, and the header.</summary>
    public static TheoryData<string, string> Taken
    {
        get
        {
            var v1 = Signed.V1(_body);
            return new()
            {
                { "as Stripe writes it", Signed.Header(_body) },
                { "with blanks", $" t={Signed.Now}, v1={v1} " },
                { "with the scheme of tests beside it", $"t={Signed.Now},v1={v1},v0={new string('0', 64)}" },
                { "the signature first", $"v1={v1},t={Signed.Now}" },
                { "several, the right one first", $"t={Signed.Now},v1={v1},v1={Signed.V1(_body, OtherSecret)}" },
                { "several, the right one last", $"t={Signed.Now},v1={Signed.V1(_body, OtherSecret)},v1={v1}" },
                { "299 s old", Signed.Header(_body, at: Signed.Now - 299) },
                { "300 s old", Signed.Header(_body, at: Signed.Now - 300) },
                { "299 s ahead", Signed.Header(_body, at: Signed.Now + 299) },
                { "300 s ahead", Signed.Header(_body, at: Signed.Now + 300) },
            };
        }
    }

    [Theory, MemberData(nameof(Refused))]
    public void S26_What_is_no_signature_is_a_problem_and_no_exception(string what, string? header)
    {
        Assert.NotNull(Check().ProblemOf(_body, header));
        Assert.NotEmpty(what);
    }

    [Theory, MemberData(nameof(Taken))]
    public void A_signature_of_the_secret_is_taken(string what, string header)
    {
        Assert.Null(Check().ProblemOf(_body, header));
        Assert.NotEmpty(what);
    }

    [Fact]
    public async Task S26_The_endpoint_answers_400_to_whatever_is_no_signature_and_200_to_what_is_one()
    {
        await using var site = await TestSite.StartAsync();
        foreach (var (_, header) in Refused.Select(static row => row.Data))
        {
            Assert.Equal(HttpStatusCode.BadRequest, await site.PostAsync(_body, header));
        }

        foreach (var (_, header) in Taken.Select(static row => row.Data))
        {
            Assert.Equal(HttpStatusCode.OK, await site.PostAsync(_body, header));
        }

        Assert.Empty(site.Faults);
        Assert.Equal(0, site.Counts.Captured);
    }

    [Fact]
    public void S30_Any_of_several_secrets_passes()
    {
        var check = Check(options => options.SigningSecrets.Add(OtherSecret));

        Assert.Null(check.ProblemOf(_body, Signed.Header(_body)));
        Assert.Null(check.ProblemOf(_body, Signed.Header(_body, OtherSecret)));
        Assert.NotNull(check.ProblemOf(_body, Signed.Header(_body, "whsec_third")));
    }

    [Theory, InlineData(1), InlineData(60), InlineData(86_400)]
    public void The_tolerance_is_the_options(int seconds)
    {
        var check = Check(options => options.Tolerance = TimeSpan.FromSeconds(seconds));

        Assert.Null(check.ProblemOf(_body, Signed.Header(_body, at: Signed.Now - seconds)));
        Assert.Null(check.ProblemOf(_body, Signed.Header(_body, at: Signed.Now + seconds)));
        Assert.NotNull(check.ProblemOf(_body, Signed.Header(_body, at: Signed.Now - seconds - 1)));
        Assert.NotNull(check.ProblemOf(_body, Signed.Header(_body, at: Signed.Now + seconds + 1)));
    }

    [Fact]
    public void Without_a_secret_the_problem_says_so() =>
        Assert.Contains("No signing secret", Check(options => options.SigningSecrets.Clear()).ProblemOf(_body, Signed.Header(_body)), StringComparison.Ordinal);

    [Fact]
    public async Task S27_One_changed_byte_anywhere_is_400()
    {
        await using var site = await TestSite.StartAsync();
        var body = Payloads.Checkout().Utf8();
        var header = Signed.Header(body);
        for (var at = 0; at < body.Length; at += 7)
        {
            var changed = body.ToArray();
            changed[at] ^= 1;
            Assert.Equal(HttpStatusCode.BadRequest, await site.PostAsync(changed, header));
        }

        site.Recorder.None<AnalyseEvent>();
        Assert.Empty(site.Faults);
    }

    [Fact]
    public async Task S27_A_body_that_was_written_anew_or_in_other_bytes_is_400()
    {
        await using var site = await TestSite.StartAsync();
        var payload = Payloads.Checkout();
        var header = Signed.Header(payload.Utf8());
        byte[][] others =
        [
            JsonSerializer.Serialize(JsonDocument.Parse(payload), _indented).Utf8(),
            [.. payload.Utf8(), (byte)'\n'],
            [.. Encoding.UTF8.Preamble, .. payload.Utf8()],
            Encoding.Unicode.GetBytes(payload),
            [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(payload)],
            [],
        ];

        foreach (var other in others)
        {
            Assert.Equal(HttpStatusCode.BadRequest, await site.PostAsync(other, header));
        }

        site.Recorder.None<AnalyseEvent>();
        Assert.Empty(site.Faults);
    }

    [Fact]
    public async Task S27_What_is_signed_but_none_of_Stripes_events_in_UTF_8_is_400()
    {
        await using var site = await TestSite.StartAsync();
        var payload = Payloads.Checkout();
        byte[][] bodies =
        [
            [.. Encoding.UTF8.Preamble, .. payload.Utf8()],
            Encoding.Unicode.GetBytes(payload),
            Encoding.UTF32.GetBytes(payload),
            Encoding.Latin1.GetBytes(payload.Replace("usd", "üsd", StringComparison.Ordinal)),
            [.. payload.Utf8(), 0xC3],
            [.. payload.Utf8(), 0],
            [],
            "   "u8.ToArray(),
            "hello"u8.ToArray(),
            "id=evt_1&type=charge.succeeded"u8.ToArray(),
            "null"u8.ToArray(),
            "1"u8.ToArray(),
            "\"evt_1\""u8.ToArray(),
            "[]"u8.ToArray(),
            "{}"u8.ToArray(),
            """{"id":"evt_1"}"""u8.ToArray(),
            """{"id":1,"type":2}"""u8.ToArray(),
            """{"id":"","type":" "}"""u8.ToArray(),
            """{"id":"evt_1","type":"charge.succeeded",}"""u8.ToArray(),
            """{"id":"evt_1","type":"charge.succeeded"} {}"""u8.ToArray(),
            Encoding.UTF8.GetBytes(payload[..^1]),
            Encoding.UTF8.GetBytes(new string('[', 10_000)),
            Encoding.UTF8.GetBytes($"{new string('[', 65)}{new string(']', 65)}"),
            Encoding.UTF8.GetBytes($$"""{"id":"evt_1","type":"charge.succeeded","data":{{Nested(64)}}}"""),
        ];

        foreach (var body in bodies)
        {
            Assert.Equal(HttpStatusCode.BadRequest, await site.SendAsync(body));
        }

        site.Recorder.None<AnalyseEvent>();
        Assert.Empty(site.Faults);
    }

    [Fact]
    public async Task What_is_merely_odd_is_200()
    {
        await using var site = await TestSite.StartAsync();
        string[] payloads =
        [
            """{"id":"evt_1","object":"v2.core.event","type":"v1.billing.meter.error_report_triggered","related_object":{"id":"mtr_1"}}""",
            """{"id":"evt_1","type":"checkout.session.completed"}""",
            """{"id":"evt_1","type":"checkout.session.completed","data":null}""",
            """{"id":"evt_1","type":"a type of tomorrow","data":{"object":[]}}""",
            $$"""{"id":"evt_1","type":"charge.succeeded","data":{{Nested(63)}}}""",
        ];

        foreach (var payload in payloads)
        {
            Assert.Equal(HttpStatusCode.OK, await site.SendAsync(payload));
        }

        Assert.Empty(site.Faults);
    }

    [Theory, InlineData("application/json; charset=utf-16"), InlineData("application/json; charset=none-such"), InlineData("text/plain"), InlineData("application/x-www-form-urlencoded"), InlineData("garbage"), InlineData(null)]
    public async Task What_the_content_type_says_does_not_matter(string? contentType)
    {
        await using var site = await TestSite.StartAsync();
        var body = Payloads.Checkout().Utf8();

        Assert.Equal(HttpStatusCode.OK, await site.PostAsync(body, Signed.Header(body), contentType));

        site.Recorder.Single<CheckoutFinished>();
    }

    [Fact]
    public async Task A_header_that_is_there_twice_is_read_as_one_list()
    {
        await using var site = await TestSite.StartAsync();
        var body = Payloads.Checkout().Utf8();
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Stripe-Signature", [$"t={Signed.Now}", $"v1={Signed.V1(body)}"]);

        Assert.Equal(HttpStatusCode.OK, await site.PostAsync(content, signature: null));
    }

    [Fact]
    public async Task A_flood_of_forged_webhooks_is_logged_once_a_minute()
    {
        await using var site = await TestSite.StartAsync();
        for (var i = 0; i < 100; i++)
        {
            await site.PostAsync(_body, "t=1,v1=2");
        }

        Assert.Single(site.Complaints);
        site.Time.Advance(TimeSpan.FromMinutes(1));
        await site.PostAsync(_body, "t=1,v1=2");
        Assert.Equal(2, site.Complaints.Count());
    }

    private static SignatureCheck Check(Action<AnalyseStripeOptions>? configure = null)
    {
        var options = new AnalyseStripeOptions { SigningSecrets = { Some.Secret } };
        configure?.Invoke(options);
        return new SignatureCheck(options, new FakeTimeProvider(Some.Now));
    }

    private static string Nested(int depth) =>
        string.Create(CultureInfo.InvariantCulture, $"{new string('[', depth)}{new string(']', depth)}");
}
