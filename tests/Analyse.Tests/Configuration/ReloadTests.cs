using Analyse.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.Tests.Configuration;

public sealed class ReloadTests
{
    // Nothing listens there, and nobody waits for it at the end.
    private static readonly Dictionary<string, string?> _settings = new()
    {
        ["Analyse:PublicKey"] = "pk_first_00001111",
        ["Analyse:Host"] = "http://127.0.0.1:9",
        ["Analyse:ShutdownTimeout"] = "00:00:00",
    };

    [Fact]
    public async Task Key_host_enabled_and_times_follow_a_reload()
    {
        await using var test = await StartedAsync();

        test.Change(
            ("Analyse:PublicKey", "pk_second_00002222"),
            ("Analyse:Host", "https://pulse.example"),
            ("Analyse:Enabled", "false"),
            ("Analyse:FlushInterval", "00:00:30"),
            ("Analyse:RequestTimeout", "00:00:03"),
            ("Analyse:ShutdownTimeout", "00:00:04"));

        var now = test.Settings;
        Assert.Equal(("…2222", "https://pulse.example", false), (now.ShownKey, now.Host, now.IsOn));
        Assert.Equal(TimeSpan.FromSeconds(30), now.FlushInterval);
        Assert.Equal(TimeSpan.FromSeconds(3), now.RequestTimeout);
        Assert.Equal(TimeSpan.FromSeconds(4), now.ShutdownTimeout);
    }

    [Fact]
    public async Task Bounds_do_not_follow_a_reload_because_buffers_were_made_for_them()
    {
        await using var test = await StartedAsync();
        var before = test.Settings;

        test.Change(
            ("Analyse:MaxBatchSize", "7"),
            ("Analyse:MaxBatchBytes", "65536"),
            ("Analyse:MaxEventBytes", "1024"),
            ("Analyse:MaxBufferedEvents", "200"),
            ("Analyse:MaxBufferedBytes", "65536"),
            ("Analyse:EventIdProperty", "event_id"),
            ("Analyse:FlushInterval", "00:00:30"));

        var now = test.Settings;
        Assert.Equal(TimeSpan.FromSeconds(30), now.FlushInterval);
        Assert.Equal(before.MaxBatchSize, now.MaxBatchSize);
        Assert.Equal(before.MaxBatchBytes, now.MaxBatchBytes);
        Assert.Equal(before.MaxEventBytes, now.MaxEventBytes);
        Assert.Equal(before.MaxBufferedEvents, now.MaxBufferedEvents);
        Assert.Equal(before.MaxBufferedBytes, now.MaxBufferedBytes);
        Assert.Null(now.EventIdProperty);
    }

    [Theory]
    [InlineData("Analyse:Host", "no url")]
    [InlineData("Analyse:Host", "http://pulse.example")]
    [InlineData("Analyse:FlushInterval", "soon")]
    [InlineData("Analyse:MaxBatchSize", "many")]
    [InlineData("Analyse:MaxBatchSize", "0")]
    [InlineData("Analyse:PublicKey", null)]
    [InlineData("Analyse:PublicKey", "pk\r\nX-Evil: y")]
    public async Task A_bad_reload_keeps_the_last_good_values_and_is_told_once(string setting, string? value)
    {
        await using var test = await StartedAsync();
        var good = test.Settings;

        test.Change((setting, value));
        test.Change((setting, value));

        Assert.Same(good, test.Settings);
        var line = Assert.Single(test.Said, record => record.Id.Name == "ReloadRefused");
        Assert.Equal(LogLevel.Error, line.Level);
        Assert.Contains(setting, line.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Evil", line.Message, StringComparison.Ordinal);
        Assert.Equal(CaptureResult.Accepted, test.Client.Capture(TestClient.Event()));
    }

    [Fact]
    public async Task A_good_reload_after_a_bad_one_is_taken_and_the_next_bad_one_is_told_again()
    {
        await using var test = await StartedAsync();

        test.Change(("Analyse:Host", "no url"));
        test.Change(("Analyse:Host", "https://pulse.example"));
        Assert.Equal("https://pulse.example", test.Settings.Host);
        test.Change(("Analyse:Host", "no url"));

        Assert.Equal("https://pulse.example", test.Settings.Host);
        Assert.Equal(2, test.Said.Count(record => record.Id.Name == "ReloadRefused"));
    }

    [Fact]
    public async Task What_code_sets_stays_over_a_reload()
    {
        await using var test = TestHost.Create(
            "Production", _settings, services => services.AddAnalyseClient(options => options.Host = "https://code.example"));
        await test.Host.StartAsync(TestContext.Current.CancellationToken);

        test.Change(("Analyse:Host", "https://section.example"), ("Analyse:PublicKey", "pk_second_00002222"));

        Assert.Equal(("https://code.example", "…2222"), (test.Settings.Host, test.Settings.ShownKey));
    }

    [Fact]
    public async Task Capturing_follows_the_switch()
    {
        await using var test = await StartedAsync();
        Assert.Equal(CaptureResult.Accepted, test.Client.Capture(TestClient.Event()));

        test.Change(("Analyse:Enabled", "false"));
        Assert.Equal(CaptureResult.Off, test.Client.Capture(TestClient.Event()));

        test.Change(("Analyse:Enabled", "true"));
        Assert.Equal(CaptureResult.Accepted, test.Client.Capture(TestClient.Event()));
    }

    [Fact]
    public async Task A_new_destination_is_told()
    {
        await using var test = await StartedAsync();

        test.Change(("Analyse:FlushInterval", "00:00:30"));
        Assert.DoesNotContain(test.Said, record => record.Id.Name == "SettingsChanged");
        test.Change(("Analyse:PublicKey", "pk_second_00002222"));

        var line = Assert.Single(test.Said, record => record.Id.Name == "SettingsChanged");
        Assert.Contains("…2222 from Analyse:PublicKey", line.Message, StringComparison.Ordinal);
    }

    private static async Task<TestHost> StartedAsync()
    {
        var test = TestHost.Create("Production", _settings);
        await test.Host.StartAsync(TestContext.Current.CancellationToken);
        return test;
    }
}
