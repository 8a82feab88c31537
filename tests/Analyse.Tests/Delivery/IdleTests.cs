using Analyse.Configuration;
using Analyse.Storage.Memory;
using Analyse.Tests.Support;
using Microsoft.Extensions.Logging.Testing;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class IdleTests
{
    [Fact]
    public async Task A_loop_with_nothing_to_do_waits_for_something()
    {
        var options = new AnalyseOptions { PublicKey = "pk_test_1234567890", ShutdownTimeout = TimeSpan.Zero };
        var settings = new FixedSettings(new AnalyseSettings(options, new KeyAndOrigin("pk_test_1234567890", "code"), isOn: true));
        var store = new MemoryStore(options.MaxBufferedEvents, options.MaxBufferedBytes, TimeProvider.System);
        var source = new EmptySource();
        await using var client = new AnalyseClient(new ClientParts(settings, store, [source], new FakeTransport()) { Logger = new FakeLogger() });

        client.Start();

        // Waiting for none of either would be over at once, and the loop would turn for ever.
        var (count, bytes) = await source.FirstWait;
        Assert.True(count > 0 && bytes > 0);
    }
}
