using Analyse.Tests.Support;
using Analyse.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Analyse.Tests.Configuration;

/// <summary>Which key it is, where it came from, and what happens without one.</summary>
public sealed class KeyTests
{
    private const string InCode = "pk_code_0000001111";
    private const string InSection = "pk_section_00002222";
    private const string Shared = "pk_shared_000003333";

    [Theory]
    [InlineData(InCode, InSection, Shared, "…1111", "code")]
    [InlineData(null, InSection, Shared, "…2222", "Analyse:PublicKey")]
    [InlineData(null, null, Shared, "…3333", "ANALYSE_KEY")]
    [InlineData(null, " ", Shared, "…3333", "ANALYSE_KEY")]
    [InlineData(" ", InSection, Shared, "…3333", "ANALYSE_KEY")]
    public async Task Code_wins_over_the_section_and_the_section_over_the_shared_setting(
        string? code, string? section, string? shared, string shown, string origin)
    {
        await using var test = TestHost.Create(
            "Production",
            new() { ["Analyse:PublicKey"] = section, ["ANALYSE_KEY"] = shared },
            services =>
            {
                if (code is not null)
                {
                    services.AddAnalyseClient(options => options.PublicKey = code);
                }
            });

        await test.Host.StartAsync(TestContext.Current.CancellationToken);

        var line = Assert.Single(test.Said);
        Assert.Equal(LogLevel.Information, line.Level);
        Assert.Equal(
            $"Analyse sends events to https://pulse.analyse.net with the key {shown} from {origin}; environment Production, store memory.",
            line.Message);
    }

    [Fact]
    public async Task A_section_of_ones_own_is_named_by_its_path()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Shop:Analytics:PublicKey"] = InSection,
            ["Shop:Analytics:Host"] = "https://pulse.example/eu/",
            ["Analyse:PublicKey"] = "pk_not_this_one",
        };
        var section = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Shop:Analytics");
        await using var test = TestHost.Create("Production", settings, services => services.AddAnalyseClient(section));

        await test.Host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Contains(
            "to https://pulse.example/eu with the key …2222 from Shop:Analytics:PublicKey;", Assert.Single(test.Said).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_key_in_Production_is_an_error_at_start()
    {
        await using var test = TestHost.Create("Production");

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => test.Host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("Analyse:PublicKey", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ANALYSE_KEY", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_key_in_Production_is_fine_when_it_is_switched_off()
    {
        await using var test = TestHost.Create("Production", new() { ["Analyse:Enabled"] = "false" });

        await test.Host.StartAsync(TestContext.Current.CancellationToken);

        var line = Assert.Single(test.Said);
        Assert.Equal("SwitchedOff", line.Id.Name);
        Assert.Equal(CaptureResult.Off, test.Client.Capture(TestClient.Event()));
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Staging")]
    [InlineData("Testing")]
    public async Task No_key_elsewhere_is_one_warning_and_nothing_is_captured(string environment)
    {
        await using var test = TestHost.Create(environment);

        await test.Host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(CaptureResult.Off, test.Client.Capture(TestClient.Event()));
        Assert.Equal(CaptureResult.Off, test.Client.For("user_1").Capture("checkout_finished"));
        var line = Assert.Single(test.Said);
        Assert.Equal((LogLevel.Warning, "NoKey"), (line.Level, line.Id.Name));
    }

    [Theory]
    [InlineData("Development", null, null, true)]
    [InlineData("Development", InSection, null, false)]
    [InlineData("Development", null, "https://pulse.example", false)]
    [InlineData("Staging", null, null, false)]
    public async Task A_local_stand_in_is_used_only_in_Development_without_key_and_host(
        string environment, string? key, string? host, bool isUsed)
    {
        var standIn = new FakeTransport();
        await using var test = TestHost.Create(environment, new() { ["Analyse:PublicKey"] = key, ["Analyse:Host"] = host });

        test.Services.GetRequiredService<DevelopmentTransport>().Offer(standIn);

        Assert.Equal(isUsed, test.Settings.Transport == standIn);
        Assert.Equal(isUsed || key is not null, test.Settings.IsOn);
    }

    [Fact]
    public async Task A_stand_in_that_is_offered_after_the_start_is_used_from_then_on()
    {
        var standIn = new FakeTransport();
        await using var test = TestHost.Create("Development");
        await test.Host.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(CaptureResult.Off, test.Client.Capture(TestClient.Event()));

        test.Services.GetRequiredService<DevelopmentTransport>().Offer(standIn);

        Assert.Equal(CaptureResult.Accepted, test.Client.Capture(TestClient.Event()));
        await test.Client.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Single(standIn.SentNames);
    }

    [Fact]
    public async Task An_own_transport_needs_no_key_whatever_the_environment_is()
    {
        await using var test = TestHost.Create("Production", add: services => services.AddSingleton<IEventTransport>(new FakeTransport()));

        await test.Host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(CaptureResult.Accepted, test.Client.Capture(TestClient.Event()));
    }
}
