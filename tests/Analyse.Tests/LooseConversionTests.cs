using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using Analyse.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.Tests;

/// <summary>Properties from dictionaries, records and other collections.</summary>
public sealed partial class LooseConversionTests
{
    private readonly TestIntake _intake = new();

    [Fact]
    public void A_dictionary_of_objects_converts_by_itself()
    {
        var values = new Dictionary<string, object?>
        {
            ["text"] = "a",
            ["number"] = 49.00m,
            ["small"] = (short)3,
            ["none"] = null,
            ["day"] = new DateOnly(2026, 3, 31),
            ["enum"] = DayOfWeek.Friday,
            ["list"] = new List<object?> { 1, "b", null },
            ["set"] = new HashSet<double> { 0.5 },
            ["inner"] = new Dictionary<string, object?> { ["a"] = true },
            ["by number"] = new Dictionary<int, string> { [7] = "x" },
            ["already"] = new EventProperties { ["b"] = 2 },
        };

        EventProperties properties = values;
        PropertyValue nested = values;

        const string Json = """
            {"text":"a","number":49.00,"small":3,"none":null,"day":"2026-03-31","enum":"Friday","list":[1,"b",null],
            "set":[0.5],"inner":{"a":true},"by number":{"7":"x"},"already":{"b":2}}
            """;
        Assert.Equal(Json.ReplaceLineEndings(""), ((PropertyValue)properties).ToString());
        Assert.Equal(Json.ReplaceLineEndings(""), nested.ToString());
    }

    [Fact]
    public void Any_dictionary_goes_through_From()
    {
        Assert.Equal("""{"a":"b"}""", Json(EventProperties.From(new Dictionary<string, string> { ["a"] = "b" })));
        Assert.Equal("""{"a":1}""", Json(EventProperties.From(new SortedDictionary<string, int> { ["a"] = 1 })));
        Assert.Equal("""{"a":null}""", Json(EventProperties.From(new ReadOnlyDictionary<string, object?>(
            new Dictionary<string, object?> { ["a"] = null }))));
    }

    [Fact]
    public void A_record_goes_through_From_with_its_description() =>
        Assert.Equal("""{"Sku":"x","Seats":3}""", Json(EventProperties.From(new Item("x", 3), Described.Default.Item)));

    [Fact]
    public void No_dictionary_is_no_properties()
    {
        Dictionary<string, object?>? none = null;
        EventProperties? properties = none;

        Assert.Null(properties);
        Assert.Empty(EventProperties.From<Item?>(null, Described.Default.Item!));
    }

    [Fact]
    public void A_value_that_does_not_convert_rejects_the_event_and_is_named()
    {
        var result = _intake.Capture(new AnalyseEvent("cart_saved")
        {
            PersonId = "user_1",
            Properties = new Dictionary<string, object?> { ["cart"] = new Item("canary", 3) },
        });

        Assert.Equal(CaptureResult.Invalid, result);
        var logged = Assert.Single(_intake.Log.Collector.GetSnapshot(), record => record.Level is LogLevel.Warning).Message;
        Assert.Contains("The property 'cart' holds a Item", logged, StringComparison.Ordinal);
        Assert.Contains("PropertyValue.From", logged, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", logged, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dictionary_that_holds_itself_and_a_sequence_without_an_end_do_no_harm()
    {
        var itself = new Dictionary<string, object?>();
        itself["a"] = itself;
        itself["b"] = itself;
        PropertyValue cyclic = itself;
        PropertyValue endless = new Dictionary<string, object?> { ["a"] = Endless() };

        Assert.Contains("more than 100000 values", cyclic.ToString(), StringComparison.Ordinal);
        Assert.Contains("more than 100000 values", endless.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Collections_convert_like_arrays()
    {
        var day = new DateOnly(2026, 3, 31);
        var properties = new EventProperties
        {
            ["doubles"] = new List<double> { 0.5 },
            ["truths"] = new List<bool> { true },
            ["days"] = new List<DateOnly> { day },
            ["texts"] = new HashSet<string> { "a" },
            ["numbers"] = new ReadOnlyCollection<int>([1, 2]),
        };

        Assert.Equal("""{"doubles":[0.5],"truths":[true],"days":["2026-03-31"],"texts":["a"],"numbers":[1,2]}""", Json(properties));
    }

    private static string Json(EventProperties properties) => ((PropertyValue)properties).ToString();

    private static IEnumerable<int> Endless()
    {
        while (true)
        {
            yield return 1;
        }
    }

    internal sealed record Item(string Sku, int Seats);

    [JsonSerializable(typeof(Item))]
    internal sealed partial class Described : JsonSerializerContext;
}
