using System.Buffers;
using System.Text;
using System.Text.Json;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests;

public sealed class EventPropertiesTests
{
    [Fact]
    public void Entries_are_written_in_the_order_of_insertion()
    {
        var properties = new EventProperties { ["z"] = 1, ["a"] = null, ["Z"] = "x" };

        Assert.Equal("""{"z":1,"a":null,"Z":"x"}""", Write(properties));
    }

    [Fact]
    public void A_reserved_name_is_left_to_the_typed_member()
    {
        var properties = new EventProperties { ["plan"] = "mine", ["coupon"] = "SPRING", ["amount"] = 1 };

        Assert.Equal("""{"coupon":"SPRING"}""", Write(properties, "amount", "plan"));
    }

    [Fact]
    public void Writing_allocates_nothing()
    {
        var properties = new EventProperties
        {
            ["text"] = "x",
            ["number"] = 49.00m,
            ["list"] = [1, 2.5],
            ["nested"] = new EventProperties { ["a"] = true },
        };
        using var writer = new Utf8JsonWriter(new ArrayBufferWriter<byte>(1024));

        Assert.Equal(0, Allocation.Least(() =>
        {
            writer.Reset();
            writer.WriteStartObject();
            Assert.True(properties.TryWriteEntriesTo(writer, limit: 1024, ["plan"]));
        }));
    }

    private static string Write(EventProperties properties, params string[] reserved)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        Assert.True(properties.TryWriteEntriesTo(writer, limit: 1024, reserved));
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
