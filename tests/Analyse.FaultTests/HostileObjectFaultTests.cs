using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Analyse.FaultTests.Rig;
using Xunit;

namespace Analyse.FaultTests;

/// <summary>Section A: objects of the application that cannot be written.</summary>
public sealed class HostileObjectFaultTests
{
    private static readonly JsonSerializerOptions _json = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    [Fact]
    public async Task F6_What_cannot_be_read_of_an_object_is_null_and_the_rest_is_kept()
    {
        await using var sink = await Sink.StartAsync();
        await using var shop = new Shop(sink.Address);
        var hostile = Shop.Event(0);
        hostile.Properties["object"] = PropertyValue.From(new Hostile(), (JsonTypeInfo<Hostile>)_json.GetTypeInfo(typeof(Hostile)));
        shop.Oracle.Capture(hostile);
        shop.Capture(99);

        await shop.DrainAsync();

        var written = sink.Requests[0].Events[0].GetProperty("properties").GetProperty("object");
        Assert.Equal("kept", written.GetProperty("Text").GetString());
        foreach (var name in new[] { "Throws", "Type", "Callback", "Pointer" })
        {
            Assert.Equal(JsonValueKind.Null, written.GetProperty(name).ValueKind);
        }

        Assert.DoesNotContain(shop.Log.Collector.GetSnapshot(), line => line.ToString().Contains("canary", StringComparison.Ordinal));
        shop.Oracle.NothingIsLost(duplicates: 0, sink);
    }

#pragma warning disable CA1822, CA1065 // Serialised, and hostile on purpose.
    internal sealed class Hostile
    {
        public string Text => "kept";

        public string Throws => throw new InvalidOperationException("canary");

        public Type Type => typeof(string);

        public Action Callback => static () => { };

        public nint Pointer => 1;
    }
#pragma warning restore CA1822, CA1065
}
