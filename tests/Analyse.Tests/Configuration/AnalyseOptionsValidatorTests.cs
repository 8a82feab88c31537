using Analyse.Configuration;
using Xunit;

namespace Analyse.Tests.Configuration;

public sealed class AnalyseOptionsValidatorTests
{
    private static readonly AnalyseOptionsValidator _validator = new();

    [Fact]
    public void The_defaults_are_valid() => Assert.True(_validator.Validate(null, new AnalyseOptions()).Succeeded);

    public static TheoryData<Action<AnalyseOptions>, string[]> Mistakes() => new()
    {
        { o => o.Host = "pulse", ["Analyse:Host", "'pulse'", "https://pulse.analyse.net"] },
        { o => o.Host = "ftp://pulse.example", ["Analyse:Host", "'ftp://pulse.example'", "https://pulse.analyse.net"] },
        { o => o.Host = "/relative", ["Analyse:Host", "'/relative'"] },
        { o => o.Host = "http://pulse.example", ["Analyse:Host", "'http://pulse.example'", "use https"] },
        { o => o.Host = "http://10.0.0.1:8080", ["Analyse:Host", "'http://10.0.0.1:8080'", "use https"] },
        { o => o.Host = "http://localhost.example", ["Analyse:Host", "use https"] },
        { o => o.Host = "https://pulse.example?a=b", ["Analyse:Host", "'pulse.example'", "may only have a path"] },
        { o => o.Host = "https://pulse.example#a", ["Analyse:Host", "'pulse.example'", "may only have a path"] },
        { o => o.MaxBatchSize = 0, ["Analyse:MaxBatchSize is 0", "from 1 to 10000"] },
        { o => o.MaxBatchSize = 10_001, ["Analyse:MaxBatchSize is 10001", "from 1 to 10000"] },
        { o => o.MaxEventBytes = 511, ["Analyse:MaxEventBytes is 511", "from 512 to 16777216"] },
        { o => o.MaxBatchBytes = 1023, ["Analyse:MaxBatchBytes is 1023", "from 1024 to 67108864"] },
        { o => o.MaxBatchBytes = 1024, ["Analyse:MaxBatchBytes is 1024", "MaxEventBytes is 32768"] },
        { o => o.MaxBufferedEvents = 0, ["Analyse:MaxBufferedEvents is 0", "from 1 to 10000000"] },
        { o => o.MaxBufferedEvents = 99, ["Analyse:MaxBufferedEvents is 99", "MaxBatchSize is 100"] },
        { o => o.MaxBufferedBytes = 1, ["Analyse:MaxBufferedBytes is 1", "from 1024 to 17179869184"] },
        { o => o.MaxBufferedBytes = 2048, ["Analyse:MaxBufferedBytes is 2048", "MaxEventBytes is 32768"] },
        { o => o.FlushInterval = TimeSpan.Zero, ["Analyse:FlushInterval is 00:00:00", "from 00:00:00.0100000 to 01:00:00"] },
        { o => o.RequestTimeout = TimeSpan.FromHours(1), ["Analyse:RequestTimeout is 01:00:00", "to 00:05:00"] },
        { o => o.ShutdownTimeout = TimeSpan.FromSeconds(-1), ["Analyse:ShutdownTimeout is -00:00:01", "from 00:00:00 to 00:10:00"] },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void A_message_names_the_setting_the_value_and_the_mend(Action<AnalyseOptions> spoil, string[] said)
    {
        var options = new AnalyseOptions();
        spoil(options);

        var failures = _validator.Validate(null, options).Failures!;

        Assert.Contains(failures, failure => said.All(part => failure.Contains(part, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("pk\r\nX-Evil: canary")]
    [InlineData("pk canary")]
    [InlineData("pk_canary\0")]
    [InlineData("pk_canärY")]
    public void A_key_that_cannot_be_one_is_refused_without_being_shown(string key)
    {
        var failure = Assert.Single(_validator.Validate(null, new AnalyseOptions { PublicKey = key }).Failures!);

        Assert.Contains("Analyse:PublicKey", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("canar", failure, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("sk_live_canary")]
    [InlineData("rk_live_canary")]
    [InlineData("whsec_canary")]
    public void A_secret_of_something_else_is_refused_without_being_shown(string key)
    {
        var failure = Assert.Single(_validator.Validate(null, new AnalyseOptions { PublicKey = key }).Failures!);

        Assert.Contains("secret", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_too_long_is_refused() =>
        Assert.True(_validator.Validate(null, new AnalyseOptions { PublicKey = "pk_" + new string('x', 300) }).Failed);

    [Theory]
    [InlineData("https://user:canary@pulse.example")]
    [InlineData("http://user:canary@pulse.example")]
    [InlineData("ftp://user:canary@pulse.example")]
    [InlineData("https://pulse.example?token=canary")]
    public void What_may_be_a_password_in_the_host_is_not_shown(string host)
    {
        var failure = Assert.Single(_validator.Validate(null, new AnalyseOptions { Host = host }).Failures!);

        Assert.DoesNotContain("canary", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_in_the_place_of_the_host_is_not_shown()
    {
        var failure = Assert.Single(_validator.Validate(null, new AnalyseOptions { Host = "pk_live_canary123" }).Failures!);

        Assert.Contains("Analyse:Host", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("https://pulse.example/prefix/")]
    [InlineData(" https://pulse.example ")]
    [InlineData("http://localhost:5000")]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://[::1]:5000")]
    public void These_hosts_are_fine(string? host) =>
        Assert.True(_validator.Validate(null, new AnalyseOptions { Host = host }).Succeeded);

    [Fact]
    public void Every_mistake_is_named_at_once()
    {
        var options = new AnalyseOptions { Host = "x", MaxBatchSize = 0, FlushInterval = TimeSpan.Zero };

        Assert.Equal(3, _validator.Validate(null, options).Failures!.Count());
    }
}
