using Analyse.Stripe.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Analyse.Stripe.Tests.Configuration;

public sealed class StripeOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_valid_and_so_are_the_bounds()
    {
        Assert.Empty(ProblemsOf(_ => { }));
        Assert.Empty(ProblemsOf(options => options.Tolerance = TimeSpan.FromSeconds(1)));
        Assert.Empty(ProblemsOf(options => options.Tolerance = TimeSpan.FromDays(1)));
        Assert.Empty(ProblemsOf(options => options.MaxBodyBytes = 1024));
        Assert.Empty(ProblemsOf(options => options.MaxBodyBytes = 16 * 1024 * 1024));
        Assert.Empty(ProblemsOf(options => options.SigningSecrets.Add(Some.Secret)));
        Assert.Empty(ProblemsOf(options => options.ExcludedEvents.Add("invoice_paid")));
    }

    [Theory, InlineData(null), InlineData(""), InlineData("  ")]
    public void A_blank_secret_is_named_by_its_place(string? secret)
    {
        var problem = Assert.Single(ProblemsOf(options =>
        {
            options.SigningSecrets.Add(Some.Secret);
            options.SigningSecrets.Add(secret!);
        }));

        Assert.StartsWith("Analyse:Stripe:SigningSecrets:1 is blank: ", problem, StringComparison.Ordinal);
        Assert.Contains("whsec_", problem, StringComparison.Ordinal);
    }

    [Theory, InlineData("sk_live_51H", "API key"), InlineData("rk_test_51H", "API key"), InlineData("pk_live_51H", "API key"), InlineData("we_1Abc", "id of an endpoint")]
    public void What_is_no_secret_is_recognised_and_never_shown(string pasted, string what)
    {
        var problem = Assert.Single(ProblemsOf(options => options.SigningSecrets.Add(pasted)));

        Assert.Contains(what, problem, StringComparison.Ordinal);
        Assert.Contains("SigningSecrets:0", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(pasted, problem, StringComparison.Ordinal);
    }

    [Theory, InlineData(0), InlineData(-300), InlineData(86_401)]
    public void A_tolerance_out_of_bounds_is_told_with_both(int seconds)
    {
        var problem = Assert.Single(ProblemsOf(options => options.Tolerance = TimeSpan.FromSeconds(seconds)));

        Assert.Equal($"Analyse:Stripe:Tolerance is {TimeSpan.FromSeconds(seconds)}: set it from 00:00:01 to 1.00:00:00.", problem);
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(1023), InlineData((16 * 1024 * 1024) + 1)]
    public void A_body_limit_out_of_bounds_is_told_with_both(int bytes) => Assert.Equal(
        $"Analyse:Stripe:MaxBodyBytes is {bytes}: set it from 1024 to 16777216 bytes.",
        Assert.Single(ProblemsOf(options => options.MaxBodyBytes = bytes)));

    [Fact]
    public void A_mode_that_is_none_is_told_with_those_there_are() => Assert.Equal(
        "Analyse:Stripe:Mode is 7: set it to Auto, Live, Test, Both.",
        Assert.Single(ProblemsOf(options => options.Mode = (StripeMode)7)));

    [Fact]
    public void An_excluded_event_with_a_typing_error_is_told_with_all_names()
    {
        var problem = Assert.Single(ProblemsOf(options => options.ExcludedEvents.Add("invoice_payed")));

        Assert.StartsWith("Analyse:Stripe:ExcludedEvents holds \"invoice_payed\", which is never captured", problem, StringComparison.Ordinal);
        Assert.Contains("invoice_paid", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_without_a_function_is_told() =>
        Assert.StartsWith("Analyse:Stripe:PlanOf is null", Assert.Single(ProblemsOf(options => options.PlanOf = null!)), StringComparison.Ordinal);

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() => Assert.Equal(4, ProblemsOf(options =>
    {
        options.SigningSecrets.Add("");
        options.SigningSecrets.Add("sk_live_1");
        options.Tolerance = default;
        options.MaxBodyBytes = 0;
    }).Length);

    [Fact]
    public void A_section_of_ones_own_is_called_by_its_name()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("Shop:Tracking:PublicKey", "pk")]).Build().GetSection("Shop:Tracking");

        var problem = Assert.Single(ProblemsOf(options => options.MaxBodyBytes = 0, section));

        Assert.StartsWith("Shop:Tracking:Stripe:MaxBodyBytes ", problem, StringComparison.Ordinal);
    }

    private static string[] ProblemsOf(Action<AnalyseStripeOptions> configure, IConfiguration? section = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        var builder = section is null ? services.AddAnalyse() : services.AddAnalyse(section);
        builder.AddStripe(configure);
        using var provider = services.BuildServiceProvider();
        try
        {
            _ = provider.GetRequiredService<IOptions<AnalyseStripeOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException invalid)
        {
            return [.. invalid.Failures];
        }
    }
}
