using System.Diagnostics.Tracing;
using System.Text;
using Analyse.FaultTests.Rig;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>Section 4: what must not leak, and what is refused at start.</summary>
public sealed class SecurityFaultTests
{
    private const string Email = "canary@example.com";
    private const string Order = "order-canary-4711";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S1_Neither_the_key_nor_anything_personal_is_in_any_log_exception_or_event_source()
    {
        await using var sink = await Sink.StartAsync();
        sink.Then(503).Then(new SinkAnswer(429) { Headers = [("Retry-After", "1")], Body = Email }).Then(413).Then(400).Then(403).Then(301)
            .Then(new SinkAnswer { Reset = true });
        using var sources = new EverySource();
        using var logs = new FakeLoggerProvider();
        using var factory = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        var exceptions = new StringBuilder();
        await using (var client = new AnalyseClient(
            new AnalyseOptions { PublicKey = Shop.Key, Host = sink.Address.ToString(), ShutdownTimeout = TimeSpan.FromSeconds(5) }, factory))
        {
            for (var i = 0; i < 9; i++)
            {
                client.Capture(Sensitive());
                client.Identify("user_1", new() { ["$email"] = Email });
                await TryAsync(() => client.FlushAsync(Token));
                await TryAsync(() => client.SendAsync(Sensitive(), Token));
            }

            exceptions.Append(Sensitive().ToString()).Append(client.Counts);
        }

        var log = string.Join('\n', logs.Collector.GetSnapshot());
        Assert.True(logs.Collector.Count > 20);
        Assert.All(
            new[] { Shop.Key, Shop.Key[..20], Email, Order },
            canary => Assert.All(
                new[] { log, exceptions.ToString(), sources.Text },
                output => Assert.DoesNotContain(canary, output, StringComparison.Ordinal)));

        async Task TryAsync(Func<Task> act)
        {
            try
            {
                await act();
            }
            catch (AnalyseDeliveryException failure)
            {
                exceptions.Append(failure);
            }
        }
    }

    [Fact]
    public async Task S2_At_start_only_the_end_of_the_key_is_shown()
    {
        await using var sink = await Sink.StartAsync();
        using var host = TestHost.Build(new() { ["PublicKey"] = Shop.Key, ["Host"] = sink.Address.ToString() }, out var logs);

        await host.StartAsync(Token);
        await host.StopAsync(Token);

        var started = Assert.Single(logs.Collector.GetSnapshot(), line => line.Id.Name == "Started");
        Assert.Contains("…" + Shop.Key[^4..], started.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(logs.Collector.GetSnapshot(), line => line.ToString().Contains(Shop.Key[..12], StringComparison.Ordinal));
        Assert.DoesNotContain(Shop.Key, new AnalyseOptions { PublicKey = Shop.Key }.ToString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://analytics.example")]
    [InlineData("http://10.0.0.1")]
    [InlineData("ftp://analytics.example")]
    [InlineData("https://user:password@analytics.example")]
    [InlineData("https://analytics.example/\r\nX-Injected: y")]
    public async Task S4_An_unencrypted_or_odd_host_is_refused_at_start(string address)
    {
        using var host = TestHost.Build(new() { ["PublicKey"] = Shop.Key, ["Host"] = address }, out _);

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));

        Assert.Contains("Analyse:Host", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("password", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:1")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://[::1]:1")]
    public void S4_A_loopback_host_needs_no_encryption(string address)
    {
        using var client = new AnalyseClient(new AnalyseOptions { PublicKey = Shop.Key, Host = address });

        Assert.Equal(new AnalyseCounts(), client.Counts);
    }

    [Theory]
    [InlineData("pk_live\r\nX-Injected: y")]
    [InlineData("pk live")]
    [InlineData("pk_live_ä")]
    public async Task S10_A_key_with_line_breaks_or_odd_characters_is_refused_at_start_and_not_shown(string key)
    {
        using var host = TestHost.Build(new() { ["PublicKey"] = key }, out _);

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));

        Assert.Contains("Analyse:PublicKey", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, refusal.Message, StringComparison.Ordinal);
    }

    private static CheckoutFinished Sensitive() => new(Billing.Monthly, Amount.Of(49m, "USD"))
    {
        PersonId = "user_1",
        OrderId = Order,
        Properties = { ["email"] = Email },
    };

    /// <summary>Listens to everything that any event source of the process says.</summary>
    private sealed class EverySource : EventListener
    {
        private readonly StringBuilder _text = new();

        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            // The runtime's own sources say nothing of us and far too much of everything else.
            if (eventSource.Name.StartsWith("System.Net", StringComparison.Ordinal)
                || eventSource.Name.Contains("Analyse", StringComparison.Ordinal))
            {
                EnableEvents(eventSource, EventLevel.Informational);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            lock (_text)
            {
                _text.AppendJoin(' ', eventData.Payload ?? (IEnumerable<object?>)[]).AppendLine();
            }
        }
    }
}
