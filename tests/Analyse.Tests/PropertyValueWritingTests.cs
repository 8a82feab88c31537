using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Xunit;

namespace Analyse.Tests;

public sealed class PropertyValueWritingTests
{
    private const long MaxBytes = 32 * 1024;

    public static TheoryData<string, string> Texts => new()
    {
        { "\ud800", "\uFFFD" },
        { "a\udc00b", "a\uFFFDb" },
        { "cut \ud83d", "cut \uFFFD" },
        { "😀", "😀" },
        { "\0", "\0" },
        { "<é&\"'", "<é&\"'" },
    };

    // Lone surrogates do not survive in attributes.
    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public void Texts_and_names_arrive_as_valid_UTF_8(string text, string expected)
    {
        var utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
        var json = utf8.GetString(Write(new EventProperties { [text] = text }, out _));

        using var document = JsonDocument.Parse(json);
        var entry = Assert.Single(document.RootElement.EnumerateObject());
        Assert.Equal(expected, entry.Name);
        Assert.Equal(expected, entry.Value.GetString());
    }

    [Fact]
    public void Thirty_two_levels_are_written_and_deeper_ones_are_null()
    {
        PropertyValue value = 1;
        for (var i = 0; i < 10_000; i++)
        {
            value = i % 2 == 0 ? [value] : new EventProperties { ["n"] = value };
        }

        var json = value.ToString();
        Assert.Equal(32, json.Count(c => c is '[' or '{'));
        Assert.Contains("null", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Exactly_thirty_two_levels_lose_nothing()
    {
        PropertyValue value = 1;
        for (var i = 0; i < 32; i++)
        {
            value = [value];
        }

        Assert.Equal(new string('[', 32) + "1" + new string(']', 32), value.ToString());
    }

    [Fact]
    public void A_huge_text_is_refused_without_being_encoded()
    {
        var properties = new EventProperties { ["ok"] = 1, ["text"] = new string('x', 5_000_000) };

        Assert.False(Measure(properties, out var allocated));
        Assert.InRange(allocated, 0, 1024 * 1024);
    }

    [Fact]
    public void A_huge_name_is_refused_without_being_encoded()
    {
        var properties = new EventProperties { [new string('x', 5_000_000)] = 1 };

        Assert.False(Measure(properties, out var allocated));
        Assert.InRange(allocated, 0, 1024 * 1024);
    }

    [Fact]
    public void Too_many_properties_are_refused_at_the_limit()
    {
        var properties = new EventProperties();
        for (var i = 0; i < 10_000; i++)
        {
            properties[$"property_{i}"] = i;
        }

        Assert.False(Measure(properties, out var allocated));
        Assert.InRange(allocated, 0, 1024 * 1024);
    }

    [Fact]
    public void Properties_that_double_at_every_level_are_refused_at_the_limit()
    {
        var properties = new EventProperties();
        for (var i = 0; i < 40; i++)
        {
            properties["a"] = properties;
            properties["b"] = properties;
        }

        Assert.False(Measure(properties, out _));
        Assert.Equal("(more than 1 MiB of JSON)", ((PropertyValue)properties).ToString());
    }

    [Fact]
    public void The_limit_counts_what_the_writer_holds_already()
    {
        PropertyValue value = "four";
        using var writer = new Utf8JsonWriter(new ArrayBufferWriter<byte>());
        writer.WriteStartArray();

        Assert.False(value.TryWriteTo(writer, limit: 6));
        writer.Reset();
        writer.WriteStartArray();
        Assert.True(value.TryWriteTo(writer, limit: 7));
    }

    private static bool Measure(EventProperties properties, out long allocated)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Write(properties, out var fits);
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return fits;
    }

    private static ReadOnlySpan<byte> Write(EventProperties properties, out bool fits)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        fits = properties.TryWriteEntriesTo(writer, MaxBytes);
        if (fits)
        {
            writer.WriteEndObject();
            writer.Flush();
        }

        return buffer.WrittenSpan;
    }
}
