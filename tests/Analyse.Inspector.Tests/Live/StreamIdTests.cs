using Analyse.Inspector.Live;
using Analyse.Inspector.Store;
using Xunit;

namespace Analyse.Inspector.Tests.Live;

public sealed class StreamIdTests
{
    [Fact]
    public void An_id_of_this_run_is_read_back()
    {
        var position = new StorePosition(3, 1234);

        Assert.Equal(position, StreamId.Read("run", StreamId.Write("run", position)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("other.0.5")]
    [InlineData("run.0")]
    [InlineData("run.0.x")]
    [InlineData("run.-1.5")]
    [InlineData("run.0.99999999999999999999")]
    public void Any_other_id_begins_anew(string? id) => Assert.Equal(StorePosition.Nowhere, StreamId.Read("run", id));
}
