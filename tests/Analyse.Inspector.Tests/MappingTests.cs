using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Analyse.Inspector.Tests;

public sealed class MappingTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Mapping_outside_Development_is_an_error_that_names_the_environment_and_the_option(string environment)
    {
        await using var application = Create(environment);

        var error = Assert.Throws<InvalidOperationException>(() => application.MapAnalyseInspector());

        Assert.Contains($"'{environment}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("AnalyseInspectorOptions.AllowOutsideDevelopment", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mapping_outside_Development_is_possible_on_purpose()
    {
        await using var application = Create("Production");

        Assert.NotNull(application.MapAnalyseInspector("/analyse", options => options.AllowOutsideDevelopment = true));
    }

    [Fact]
    public async Task Conventions_apply_to_every_endpoint()
    {
        await using var application = Create("Development");
        var mark = new object();

        application.MapAnalyseInspector().WithMetadata(mark);

        var endpoints = ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)application).DataSources.SelectMany(source => source.Endpoints).ToArray();
        Assert.Equal(9, endpoints.Length);
        Assert.All(endpoints, endpoint => Assert.Contains(mark, endpoint.Metadata));
    }

    [Theory]
    [InlineData(nameof(AnalyseInspectorOptions.MaxEvents))]
    [InlineData(nameof(AnalyseInspectorOptions.MaxStoredBytes))]
    [InlineData(nameof(AnalyseInspectorOptions.MaxBodyBytes))]
    [InlineData(nameof(AnalyseInspectorOptions.PublicKey))]
    public async Task An_option_that_cannot_be_is_an_error_that_names_it(string option)
    {
        await using var application = Create("Development");

        var error = Assert.Throws<ArgumentException>(() => application.MapAnalyseInspector("/analyse", options => _ = option switch
        {
            nameof(AnalyseInspectorOptions.MaxEvents) => options.MaxEvents = 0,
            nameof(AnalyseInspectorOptions.MaxStoredBytes) => options.MaxStoredBytes = -1,
            nameof(AnalyseInspectorOptions.MaxBodyBytes) => options.MaxBodyBytes = int.MaxValue,
            _ => (options.PublicKey = " ").Length,
        }));

        Assert.Contains($"AnalyseInspectorOptions.{option}", error.Message, StringComparison.Ordinal);
    }

    private static WebApplication Create(string environment) =>
        WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment }).Build();
}
