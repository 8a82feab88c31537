using System.Net;
using Analyse.Configuration;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Diagnostics;

/// <summary>Neither the key nor anything of a person gets out, whatever goes wrong.</summary>
public sealed class NothingSecretTests
{
    private const string Canary = "canary";
    private const string Key = "pk_live_canary_1234";

    private readonly List<string> _seen = [];

    [Fact]
    public async Task No_log_at_any_level_and_no_exception_shows_the_key_or_what_an_event_holds()
    {
        await using var test = new TestClient(
            new AnalyseOptions { PublicKey = Key, MaxEventBytes = 2048 }, [new ThrowingEnricher()]);

        Refuse(test.Client);
        foreach (var answer in (HttpStatusCode[])[HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.OK])
        {
            test.Service.Then(answer);
            test.Client.Capture(Full("invoice_paid"));
            await RecordAsync(test.Client.FlushAsync(TestContext.Current.CancellationToken));
        }

        test.Service.Then(HttpStatusCode.BadRequest, times: 2).Then(HttpStatusCode.OK);
        test.Client.Capture(Full("invoice_paid"));
        test.Client.Capture(Full("invoice_paid"));
        await RecordAsync(test.Client.FlushAsync(TestContext.Current.CancellationToken));

        test.Service.ThenFail(new HttpRequestException("no route"));
        test.Client.Capture(Full("invoice_paid"));
        await RecordAsync(test.Client.FlushAsync(TestContext.Current.CancellationToken));

        test.Service.Then(HttpStatusCode.InternalServerError).Then(HttpStatusCode.RequestEntityTooLarge).Then(HttpStatusCode.Unauthorized);
        await RecordAsync(test.Client.SendAsync(Full("sent_alone"), TestContext.Current.CancellationToken));
        await RecordAsync(test.Client.FlushAsync(TestContext.Current.CancellationToken));
        test.Client.Capture(Full("invoice_paid"));
        await RecordAsync(test.Client.FlushAsync(TestContext.Current.CancellationToken));

        _seen.Add(test.Client.Status.ToString()!);
        _seen.Add(test.Client.Counts.ToString());
        await test.DisposeAsync();
        test.Client.Capture(Full("too_late"));

        var log = test.Log.Collector.GetSnapshot();
        Assert.Contains(log, record => record.Id.Name == "EventDead");
        Assert.Contains(log, record => record.Id.Name == "KeyRefused");
        Assert.Contains(log, record => record.Id.Name == "EventRefused");
        Assert.Contains(_seen, text => text.Contains(nameof(AnalyseDeliveryException), StringComparison.Ordinal));
        Assert.All(log, record => Assert.DoesNotContain(Canary, $"{record.Message} {record.Exception}", StringComparison.OrdinalIgnoreCase));
        Assert.All(log, record => Assert.DoesNotContain(
            record.StructuredState ?? [], pair => pair.Value?.Contains(Canary, StringComparison.OrdinalIgnoreCase) == true));
        Assert.All(_seen, text => Assert.DoesNotContain(Canary, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void What_an_event_or_the_options_print_shows_no_content()
    {
        var key = new KeyAndOrigin(Key, "code");
        var settings = new AnalyseSettings(new AnalyseOptions { PublicKey = Key }, key, isOn: true);
        object[] printed =
        [
            Full("e"),
            new CheckoutFinished(Billing.OneTime, Amount.Minor(1, "USD")) { OrderId = Canary },
            new AnalyseOptions { PublicKey = Key },
            settings,
            key,
            settings.ShownKey,
            settings.Destination,
            new EventProperties { ["email"] = Canary },
            new DeadLetter
            {
                Id = Guid.Empty,
                EventName = "e",
                Reason = "http_400",
                CapturedAt = Encoded.Moment,
                DiedAt = Encoded.Moment,
                Json = "{\"canary\":1}"u8.ToArray(),
            },
            new Analyse.Storage.BatchEntry(Guid.Empty, default, "{\"event_name\":\"e\",\"canary\":1}"u8.ToArray()),
            new Analyse.Transport.TransportRequest(settings.BatchAddress, settings.BatchPrefix),
        ];

        Assert.All(printed, value => Assert.DoesNotContain(Canary, value.ToString(), StringComparison.Ordinal));
    }

    private static AnalyseEvent Full(string name) => new(name)
    {
        PersonId = "user_canary",
        AnonymousId = "anon_canary",
        SessionId = "sess_canary",
        IdempotencyKey = null,
        Page = new PageContext { Url = "https://shop.example/canary", Referrer = "https://canary.example/" },
        Properties = new() { ["email"] = "canary@example.com", ["order_canary"] = Canary },
    };

    private static void Refuse(AnalyseClient client)
    {
        var large = Full("too_large");
        large.Properties["text"] = Canary + new string('x', 4096);
        var badId = Full("bad_id");
        badId.PersonId = "canary\n";
        var duplicate = Full("duplicate");
        duplicate.IdempotencyKey = Canary;
        CaptureResult[] expected =
            [CaptureResult.TooLarge, CaptureResult.NoIdentity, CaptureResult.Invalid, CaptureResult.Accepted, CaptureResult.Duplicate];

        Assert.Equal(expected, [
            client.Capture(large),
            client.Capture(badId),
            client.Capture(new CheckoutFinished(Billing.OneTime, Amount.Of(1, "canary@example.com")) { PersonId = "user_canary" }),
            client.Capture(duplicate),
            client.Capture(duplicate),
        ]);
    }

    private async Task RecordAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (AnalyseDeliveryException failure)
        {
            _seen.Add(failure.ToString());
        }
    }

    private sealed class ThrowingEnricher : IEventEnricher
    {
        public bool Enrich(AnalyseEvent analyseEvent) => throw new InvalidOperationException(Canary);
    }
}
