using Analyse.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Storage;

public sealed class ClaimCursorTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Guid _row = Guid.CreateVersion7();

    [Fact]
    public void The_first_claim_begins_at_the_front() => Assert.Equal(Guid.Empty, Cursor().After);

    [Fact]
    public void A_claim_goes_on_where_the_last_one_ended()
    {
        var cursor = Cursor();

        cursor.MoveTo(_row);

        Assert.Equal(_row, cursor.After);
    }

    [Fact]
    public void It_begins_at_the_front_again_when_the_time_is_over_however_often_it_has_moved()
    {
        var cursor = Cursor();
        for (var second = 0; second < 5; second++)
        {
            cursor.MoveTo(_row);
            Assert.Equal(_row, cursor.After);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(Guid.Empty, cursor.After);
    }

    [Fact]
    public void The_time_counts_anew_from_each_front()
    {
        var cursor = Cursor();
        cursor.MoveTo(_row);
        _time.Advance(TimeSpan.FromSeconds(4));
        cursor.ToFront();
        Assert.Equal(Guid.Empty, cursor.After);

        cursor.MoveTo(_row);
        _time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(_row, cursor.After);
    }

    private ClaimCursor Cursor() => new(TimeSpan.FromSeconds(5), _time);
}
