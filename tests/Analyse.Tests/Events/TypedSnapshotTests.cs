using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Xunit;

namespace Analyse.Tests.Events;

public sealed partial class TypedSnapshotTests
{
    [Fact]
    public void A_typed_object_is_written_as_its_description_says() =>
        Assert.Equal(
            """{"name":"x","price":49.00,"day":"Friday"}""",
            PropertyValue.From(new Product("x", 49.00m, DayOfWeek.Friday), Json.Default.Product).ToString());

    [Fact]
    public void It_is_a_snapshot()
    {
        var list = new List<int> { 1 };
        var value = PropertyValue.From(list, Json.Default.ListInt32);
        list.Add(2);

        Assert.Equal("[1]", value.ToString());
    }

    [Fact]
    public void A_property_that_throws_is_null_and_its_neighbours_stay() =>
        Assert.Equal("""{"before":1,"broken":null,"after":"x"}""", PropertyValue.From(new Throwing(), Json.Default.Throwing).ToString());

    [Fact]
    public void Values_that_JSON_cannot_hold_are_null_and_their_neighbours_stay() =>
        Assert.Equal(
            """{"pointer":null,"type":null,"callback":null,"ratio":null,"day":null,"name":"x"}""",
            PropertyValue.From(new Unsupported(), Json.Default.Unsupported).ToString());

    [Fact]
    public void A_cycle_is_null()
    {
        var node = new Node { Name = "x" };
        node.Next = node;

        Assert.Equal("""{"name":"x","next":null}""", PropertyValue.From(node, Json.Default.Node).ToString());
    }

    [Fact]
    public void A_chain_is_cut_at_thirty_two_levels_and_null_beyond_what_the_serialiser_takes()
    {
        static Node Chain(int length) => Enumerable.Range(1, length).Aggregate(new Node(), (next, _) => new Node { Next = next });

        Assert.Equal(32, PropertyValue.From(Chain(40), Json.Default.Node).ToString().Count(c => c == '{'));
        Assert.Equal("""{"name":null,"next":null}""", PropertyValue.From(Chain(10_000), Json.Default.Node).ToString());
    }

    [Fact]
    public void Null_is_null() => Assert.Equal("null", PropertyValue.From(null!, Json.Default.Node).ToString());

    [Fact]
    public void A_missing_description_is_a_programmers_mistake() =>
        Assert.Throws<ArgumentNullException>(() => PropertyValue.From(1, (JsonTypeInfo<int>)null!));

    internal sealed record Product(
        string Name, decimal Price, [property: JsonConverter(typeof(JsonStringEnumConverter<DayOfWeek>))] DayOfWeek Day);

    internal sealed class Node
    {
        public string? Name { get; set; }

        public Node? Next { get; set; }
    }

#pragma warning disable CA1822 // A serialised property is not static.
    internal sealed class Throwing
    {
        public int Before => 1;

        public string Broken => throw new InvalidOperationException("broken");

        public string After => "x";
    }

    internal sealed class Unsupported
    {
        public nint Pointer => 1;

        public Type Type => typeof(string);

        public Action Callback => () => { };

        public double Ratio => double.NaN;

        [JsonConverter(typeof(JsonStringEnumConverter<DayOfWeek>))]
        public DayOfWeek Day => DayOfWeek.Friday;

        public string Name => "x";
    }
#pragma warning restore CA1822

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Product))]
    [JsonSerializable(typeof(List<int>))]
    [JsonSerializable(typeof(Node))]
    [JsonSerializable(typeof(Throwing))]
    [JsonSerializable(typeof(Unsupported))]
    internal sealed partial class Json : JsonSerializerContext;
}
