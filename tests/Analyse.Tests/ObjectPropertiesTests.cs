using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests;

/// <summary>What the compiler makes of properties that are no <see cref="EventProperties"/>.</summary>
public sealed class ObjectPropertiesTests
{
    [Theory]
    [InlineData("tracker.Capture(\"e\", new { Plan = \"pro\" });")]
    [InlineData("tracker.Capture(\"e\", order);")]
    [InlineData("tracker.Capture(\"e\", new Dictionary<string, string>());")]
    [InlineData("_ = tracker.CaptureAsync(\"e\", new { Plan = \"pro\" });")]
    [InlineData("_ = tracker.CaptureAsync(\"e\", order, default);")]
    [InlineData("tracker.Identify(new { Plan = \"pro\" });")]
    [InlineData("tracker.Identify(order);")]
    [InlineData("client.Identify(\"user_1\", new { Plan = \"pro\" });")]
    [InlineData("made.Identify(\"user_1\", order, \"device\");")]
    [InlineData("_ = EventProperties.From(order);")]
    [InlineData("captured.Properties = EventProperties.From(new { Plan = \"pro\" });")]
    public void An_object_as_properties_is_an_error_that_says_what_to_write(string statement) =>
        Assert.Contains("EventProperties.From(", Assert.Single(Snippet.Problems(statement)), StringComparison.Ordinal);

    [Theory]
    [InlineData("captured.Properties[\"order\"] = order;")]
    [InlineData("captured.Properties[\"order\"] = new { Plan = \"pro\" };")]
    [InlineData("captured.Properties = new() { [\"order\"] = order };")]
    public void An_object_as_one_property_is_an_error_that_names_the_type_to_look_at(string statement) =>
        Assert.Contains("PropertyValue", Assert.Single(Snippet.Problems(statement)), StringComparison.Ordinal);

    [Theory]
    [InlineData("tracker.Capture(\"e\");")]
    [InlineData("tracker.Capture(\"e\", null);")]
    [InlineData("tracker.Capture(\"e\", new() { [\"a\"] = 1 });")]
    [InlineData("tracker.Capture(\"e\", new Dictionary<string, object?>());")]
    [InlineData("tracker.Capture(\"e\", new Dictionary<string, object>());")]
    [InlineData("tracker.Identify();")]
    [InlineData("tracker.Identify(new() { [\"$name\"] = \"a\" });")]
    [InlineData("tracker.Identify(new Dictionary<string, object?>());")]
    [InlineData("client.Identify(\"user_1\");")]
    [InlineData("client.Identify(\"user_1\", new Dictionary<string, object>(), \"device\");")]
    [InlineData("_ = tracker.CaptureAsync(\"e\");")]
    [InlineData("_ = tracker.CaptureAsync(\"e\", new() { [\"a\"] = 1 }, default);")]
    [InlineData("captured.Properties = new Dictionary<string, object?>();")]
    [InlineData("captured.Properties[\"nested\"] = new Dictionary<string, object>();")]
    [InlineData("captured.Properties[\"list\"] = new List<double>();")]
    [InlineData("captured.Properties[\"spread\"] = [.. Enumerable.Range(1, 3)];")]
    [InlineData("_ = EventProperties.From(new Dictionary<string, string>());")]
    [InlineData("_ = EventProperties.From((IReadOnlyDictionary<string, object?>)new Dictionary<string, object?>());")]
    [InlineData("_ = Amount.Rounded(49.995m, \"USD\");")]
    public void What_is_right_compiles_without_a_warning(string statement) => Assert.Empty(Snippet.Problems(statement));
}
