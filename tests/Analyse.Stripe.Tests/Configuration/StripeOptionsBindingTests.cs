using Analyse.Stripe.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Analyse.Stripe.Tests.Configuration;

public sealed class StripeOptionsBindingTests
{
    private const string Variable = "STRIPE_WEBHOOK_SECRET";

    [Fact]
    public void Everything_can_be_set_in_the_section()
    {
        var options = Options(
        [
            new("Analyse:Stripe:SigningSecrets:0", "whsec_new"),
            new("Analyse:Stripe:SigningSecrets:1", "whsec_old"),
            new("Analyse:Stripe:Tolerance", "00:10:00"),
            new("Analyse:Stripe:Mode", "both"),
            new("Analyse:Stripe:ExcludedEvents:0", "invoice_paid"),
            new("Analyse:Stripe:ExcludedEvents:1", "refund_issued"),
            new("Analyse:Stripe:ClientReferenceIdIsPersonId", "true"),
            new("Analyse:Stripe:MaxBodyBytes", "4096"),
        ]);

        Assert.Equal(["whsec_new", "whsec_old"], options.SigningSecrets);
        Assert.Equal(TimeSpan.FromMinutes(10), options.Tolerance);
        Assert.Equal(StripeMode.Both, options.Mode);
        Assert.Equal(["invoice_paid", "refund_issued"], options.ExcludedEvents.Order());
        Assert.True(options.ClientReferenceIdIsPersonId);
        Assert.Equal(4096, options.MaxBodyBytes);
    }

    [Fact]
    public void Nothing_has_to_be_set()
    {
        var options = Options([]);

        Assert.Empty(options.SigningSecrets);
        Assert.Equal(TimeSpan.FromMinutes(5), options.Tolerance);
        Assert.Equal(StripeMode.Auto, options.Mode);
        Assert.Equal(256 * 1024, options.MaxBodyBytes);
    }

    [Fact]
    public void One_secret_may_stand_without_a_list() =>
        Assert.Equal([Some.Secret], Options([new("Analyse:Stripe:SigningSecrets", Some.Secret)]).SigningSecrets);

    [Fact]
    public void A_section_of_ones_own_holds_the_settings_too()
    {
        var options = Options(
            [new("Shop:Tracking:Stripe:SigningSecrets:0", "whsec_own"), new("Analyse:Stripe:SigningSecrets:0", "whsec_not_this")],
            static (services, configuration) => services.AddAnalyse(configuration.GetSection("Shop:Tracking")).AddStripe());

        Assert.Equal(["whsec_own"], options.SigningSecrets);
    }

    [Fact]
    public void Code_wins_over_the_section_and_adds_to_its_secrets()
    {
        var options = Options(
            [new("Analyse:Stripe:SigningSecrets:0", "whsec_section"), new("Analyse:Stripe:Mode", "Live"), new("Analyse:Stripe:MaxBodyBytes", "4096")],
            static (services, _) => services.AddAnalyse().AddStripe(stripe =>
            {
                stripe.SigningSecrets.Add("whsec_code");
                stripe.Mode = StripeMode.Test;
            }));

        Assert.Equal(["whsec_section", "whsec_code"], options.SigningSecrets);
        Assert.Equal(StripeMode.Test, options.Mode);
        Assert.Equal(4096, options.MaxBodyBytes);
    }

    [Fact]
    public void Code_wins_over_the_section_also_when_it_came_first()
    {
        var options = Options(
            [new("Analyse:Stripe:Mode", "Live")],
            static (services, _) =>
            {
                services.Configure<AnalyseStripeOptions>(static stripe => stripe.Tolerance = TimeSpan.FromSeconds(10));
                services.AddAnalyse().AddStripe(static stripe => stripe.Mode = StripeMode.Test).AddStripe();
            });

        Assert.Equal(StripeMode.Test, options.Mode);
        Assert.Equal(TimeSpan.FromSeconds(10), options.Tolerance);
    }

    [Fact]
    public void The_variable_is_used_when_nobody_else_names_a_secret()
    {
        Assert.Equal(["whsec_variable"], Options([new(Variable, "whsec_variable\n")]).SigningSecrets);
        Assert.Equal(["whsec_section"], Options([new(Variable, "whsec_variable"), new("Analyse:Stripe:SigningSecrets:0", "whsec_section")]).SigningSecrets);
        Assert.Equal(["whsec_code"], Options(
            [new(Variable, "whsec_variable")],
            static (services, _) => services.AddAnalyse().AddStripe(static stripe => stripe.SigningSecrets.Add("whsec_code"))).SigningSecrets);
        Assert.Empty(Options([new(Variable, "  ")]).SigningSecrets);
    }

    [Fact]
    public void Blanks_and_line_ends_around_a_secret_are_not_part_of_it() =>
        Assert.Equal(["whsec_1"], Options([new("Analyse:Stripe:SigningSecrets:0", " whsec_1\r\n")]).SigningSecrets);

    [Fact]
    public void An_API_key_in_the_variable_is_an_error_that_does_not_show_it()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Options([new(Variable, "sk_live_canary")]));

        Assert.Contains("is an API key", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Theory, InlineData("Mode", "Lve"), InlineData("MaxBodyBytes", "256 KiB"), InlineData("Tolerance", "five minutes")]
    public void A_value_of_another_kind_is_an_error_that_names_the_setting(string setting, string value)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Options([new($"Analyse:Stripe:{setting}", value)]));

        Assert.Contains($"Analyse:Stripe:{setting}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_application_without_configuration_can_use_code_alone()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAnalyse(static options => options.PublicKey = "pk_test_0123456789").AddStripe(static stripe => stripe.SigningSecrets.Add(Some.Secret));
        using var provider = services.BuildServiceProvider();

        Assert.Equal([Some.Secret], provider.GetRequiredService<IOptions<AnalyseStripeOptions>>().Value.SigningSecrets);
    }

    private static AnalyseStripeOptions Options(
        KeyValuePair<string, string?>[] settings, Action<IServiceCollection, IConfiguration>? add = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        add ??= static (services, _) => services.AddAnalyse().AddStripe();
        add(services, configuration);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<AnalyseStripeOptions>>().Value;
    }
}
