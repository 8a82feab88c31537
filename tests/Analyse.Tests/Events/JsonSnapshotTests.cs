using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Analyse.Tests.Events;

public sealed class JsonSnapshotTests
{
    [Theory]
    [InlineData("""{"a":[1,2.50,-3e400,"x",true,false,null,{}],"b":{"c":[]}}""")]
    [InlineData("12345678901234567890123")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public void JSON_keeps_its_content(string json)
    {
        Assert.Equal(json, OfElement(json));
        Assert.Equal(json, OfNode(json));
    }

    [Theory]
    [InlineData("""["\ud800"]""", "[\"\uFFFD\"]")]
    [InlineData("""{"\uDC00":"a\ud83dz"}""", "{\"\uFFFD\":\"a\uFFFDz\"}")]
    [InlineData("""["\ud83d\uDE00\ud83d"]""", "[\"\\uD83D\\uDE00\uFFFD\"]")]
    [InlineData("""["\\ud800\ud800"]""", "[\"\\\\ud800\uFFFD\"]")]
    public void Lone_surrogates_in_JSON_are_replaced(string json, string expected) => Assert.Equal(expected, OfElement(json));

    [Fact]
    public void Lone_surrogates_in_a_node_are_replaced() =>
        Assert.Equal("{\"a\":[\"b\uFFFD\"]}", OfNode("""{"a":["b\ud800"]}"""));

    [Fact]
    public void A_node_with_a_name_that_the_platform_cannot_read_is_null_and_its_neighbours_stay() =>
        Assert.Equal("[1,null]", OfNode("""[1,{"\ud800":2}]"""));

    [Fact]
    public void Broken_UTF_8_in_JSON_is_replaced()
    {
        using var document = JsonDocument.Parse(new ReadOnlyMemory<byte>([(byte)'"', (byte)'a', 0xFF, (byte)'"']));

        Assert.Equal("\"a\uFFFD\"", ((PropertyValue)document.RootElement).ToString());
    }

    [Fact]
    public void Comments_and_trailing_commas_do_not_travel()
    {
        using var document = JsonDocument.Parse(
            "[1, /* two */ \"\\ud800\",]",
            new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });

        Assert.Equal("[1,\"\uFFFD\"]", ((PropertyValue)document.RootElement).ToString());
    }

    [Fact]
    public void An_element_outlives_its_document_and_is_null_when_it_comes_too_late()
    {
        var document = JsonDocument.Parse("[1]");
        var element = document.RootElement;
        PropertyValue inTime = element;
        document.Dispose();
        PropertyValue tooLate = element;

        Assert.Equal("[1]", inTime.ToString());
        Assert.Equal("null", tooLate.ToString());
        Assert.Equal("null", ((PropertyValue)default(JsonElement)).ToString());
    }

    [Fact]
    public void JSON_is_cut_at_thirty_two_levels()
    {
        var json = new string('[', 500) + new string(']', 500);
        var expected = new string('[', 32) + "null" + new string(']', 32);
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1000 });
        JsonArray node = [];
        for (var i = 0; i < 500; i++)
        {
            node = [node];
        }

        Assert.Equal(expected, ((PropertyValue)document.RootElement).ToString());
        Assert.Equal(expected, ((PropertyValue)node).ToString());
    }

    [Fact]
    public void A_node_is_a_snapshot()
    {
        var node = new JsonObject { ["a"] = 1, ["b"] = null };
        PropertyValue value = node;
        node["a"] = 2;

        Assert.Equal("""{"a":1,"b":null}""", value.ToString());
        Assert.Equal("null", ((PropertyValue)(JsonNode?)null).ToString());
    }

    [Fact]
    public void A_leaf_that_JSON_cannot_hold_is_null_and_its_neighbours_stay()
    {
        var node = new JsonArray(JsonValue.Create(double.NaN), JsonValue.Create("\ud800"), JsonValue.Create(DayOfWeek.Friday));

        Assert.Equal("[null,\"\uFFFD\",5]", ((PropertyValue)node).ToString());
    }

    private static string OfElement(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ((PropertyValue)document.RootElement).ToString();
    }

    private static string OfNode(string json) => ((PropertyValue)JsonNode.Parse(json)).ToString();
}
