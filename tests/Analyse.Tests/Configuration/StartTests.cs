using Analyse.Tests.Support;
using Microsoft.Extensions.Options;
using Xunit;

namespace Analyse.Tests.Configuration;

public sealed class StartTests
{
    [Fact]
    public async Task Options_that_are_not_valid_fail_the_start_with_every_mistake()
    {
        await using var test = TestHost.Create(
            "Development", new() { ["Analyse:PublicKey"] = "pk_1", ["Analyse:Host"] = "no url", ["Analyse:MaxBatchSize"] = "0" });

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => test.Host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(2, failure.Failures.Count());
    }

    [Theory]
    [InlineData("Analyse:MaxBatchSize", "many")]
    [InlineData("Analyse:FlushInterval", "soon")]
    [InlineData("Analyse:Enabled", "perhaps")]
    public async Task A_value_that_cannot_be_read_fails_the_start_and_is_named(string setting, string value)
    {
        await using var test = TestHost.Create("Development", new() { ["Analyse:PublicKey"] = "pk_1", [setting] = value });

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => test.Host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(setting, failure.Message, StringComparison.Ordinal);
        Assert.Contains(value, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_without_a_host_checks_its_options_at_once()
    {
        var failure = Assert.Throws<ArgumentException>(
            "options", () => new AnalyseClient(new AnalyseOptions { PublicKey = "pk_1", Host = "http://pulse.example" }));

        Assert.Contains("Analyse:Host is 'http://pulse.example'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("PublicKey", Assert.Throws<ArgumentException>("options", () => new AnalyseClient(new AnalyseOptions())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("options", () => new AnalyseClient((AnalyseOptions)null!));
    }

    [Fact]
    public async Task A_client_without_a_host_does_not_follow_its_options()
    {
        var options = new AnalyseOptions { PublicKey = "pk_1" };
        await using var client = new AnalyseClient(options);

        options.Enabled = false;

        Assert.Equal(CaptureResult.NoIdentity, client.Capture(TestClient.Event(personId: " ")));
    }
}
