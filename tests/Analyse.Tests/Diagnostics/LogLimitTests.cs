using Analyse.Diagnostics;
using Analyse.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.Tests.Diagnostics;

public sealed class LogLimitTests
{
    private readonly FakeTimeProvider _time = new(Encoded.Moment);

    [Fact]
    public void One_message_passes_in_a_span_of_time()
    {
        var limit = new LogLimit(_time, TimeSpan.FromMinutes(1));
        Assert.True(limit.TryTake());
        Assert.False(limit.TryTake());

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(limit.TryTake());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(limit.TryTake());
    }

    [Fact]
    public void After_a_reset_the_next_one_passes_at_once()
    {
        var limit = new LogLimit(_time, TimeSpan.FromMinutes(1));
        limit.TryTake();

        limit.Reset();

        Assert.True(limit.TryTake());
    }
}
