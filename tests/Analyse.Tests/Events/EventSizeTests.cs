using System.Text;
using Analyse.Events;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Events;

public sealed class EventSizeTests
{
    private const int Limit = 32 * 1024;
    private const int MaxTransientBytes = 1024 * 1024;

    [Theory]
    [InlineData("plain")]
    [InlineData("ümläut")]
    [InlineData("quoted \" \\ \n")]
    public void An_event_fits_up_to_the_last_byte_and_not_one_byte_further(string text)
    {
        var analyseEvent = new AnalyseEvent("e") { Properties = new() { ["text"] = text, ["after"] = 1 } };
        var length = Encoding.UTF8.GetByteCount(Encoded.Event(analyseEvent));

        Assert.NotNull(Encoded.TryEvent(analyseEvent, length));
        Assert.Null(Encoded.TryEvent(analyseEvent, length - 1));
    }

    [Fact]
    public void A_typed_member_can_make_an_event_too_large()
    {
        var analyseEvent = new ContentViewed("doc_1") { Title = new string('x', Limit) };

        Assert.Null(Encoded.TryEvent(analyseEvent, Limit));
    }

    [Fact]
    public void The_encoder_is_as_good_as_new_after_an_event_that_was_too_large()
    {
        Assert.Null(Encoded.TryEvent(new AnalyseEvent("e") { Properties = new() { ["text"] = new string('x', Limit) } }, Limit));

        Assert.EndsWith("\"properties\":{}}", Encoded.TryEvent(new AnalyseEvent("e"), Limit), StringComparison.Ordinal);
    }

    // Wherever text comes in, its length is looked at before anything copies it.
    public static TheoryData<string, Func<AnalyseEvent>> HugeEvents()
    {
        var huge = new string('x', 50_000_000);
        return new()
        {
            { "property", () => new AnalyseEvent("e") { Properties = new() { ["text"] = huge } } },
            { "property name", () => new AnalyseEvent("e") { Properties = new() { [huge] = 1 } } },
            { "list", () => new AnalyseEvent("e") { Properties = new() { ["list"] = new[] { huge } } } },
            { "currency", () => new CheckoutStarted(Billing.OneTime) { Properties = new() { ["currency"] = huge } } },
            { "typed member", () => new CheckoutStarted(Billing.OneTime) { Coupon = huge } },
            { "event name", () => new AnalyseEvent(huge) },
            { "url", () => new AnalyseEvent("e") { Page = new PageContext { Url = huge } } },
            { "referrer", () => new AnalyseEvent("e") { Page = new PageContext { Referrer = "https://" + huge } } },
        };
    }

    [Theory]
    [MemberData(nameof(HugeEvents), DisableDiscoveryEnumeration = true)]
    public void Fifty_megabytes_of_text_are_refused_and_not_copied(string where, Func<AnalyseEvent> make)
    {
        var analyseEvent = make();
        var context = Encoded.By(page: analyseEvent.Page);
        Assert.Null(Encoded.TryEvent(analyseEvent, Limit, context));

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(Encoded.TryEvent(analyseEvent, Limit, context));

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= MaxTransientBytes, $"{where}: {allocated} bytes");
    }

    [Fact]
    public void Ten_thousand_properties_are_refused_with_little_allocation()
    {
        var analyseEvent = new AnalyseEvent("e");
        for (var i = 0; i < 10_000; i++)
        {
            analyseEvent.Properties["property_" + i] = i;
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(Encoded.TryEvent(analyseEvent, Limit));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxTransientBytes);
    }

    [Fact]
    public void Encoding_a_reused_event_allocates_nothing()
    {
        var analyseEvent = new CheckoutFinished(Billing.Monthly, Amount.Minor(4900, "USD")) { CheckoutId = "c_1", Plan = "pro" };
        Encode(analyseEvent);

        Assert.Equal(0, Allocation.Least(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                Encode(analyseEvent);
            }
        }));
    }

    private static void Encode(AnalyseEvent analyseEvent)
    {
        var encoder = EventEncoder.Borrow();
        encoder.TryEncode(analyseEvent, Encoded.By(), null, Limit);
        EventEncoder.GiveBack(encoder);
    }
}
