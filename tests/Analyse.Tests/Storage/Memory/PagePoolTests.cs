using Analyse.Storage.Memory;
using Xunit;

namespace Analyse.Tests.Storage.Memory;

public sealed class PagePoolTests
{
    private const int PageSize = 64 * 1024;

    [Fact]
    public void Events_lie_one_after_another_on_one_page()
    {
        var pool = new PagePool();

        var (first, firstOffset) = pool.Write("abc"u8);
        var (second, secondOffset) = pool.Write("de"u8);

        Assert.Same(first, second);
        Assert.Equal("abc"u8, first.Read(firstOffset, 3).Span);
        Assert.Equal("de"u8, second.Read(secondOffset, 2).Span);
    }

    [Fact]
    public void A_page_is_written_again_only_when_all_its_events_have_gone()
    {
        var pool = new PagePool();
        var (page, offset) = pool.Write("first"u8);
        pool.Write(new byte[PageSize - 5]);
        var (next, _) = pool.Write("next"u8);
        Assert.NotSame(page, next);

        pool.Release(page);
        pool.Write(new byte[PageSize]);
        Assert.Equal("first"u8, page.Read(offset, 5).Span);

        pool.Release(page);
        Assert.Same(page, pool.Write(new byte[PageSize]).Page);
    }

    [Fact]
    public void An_event_larger_than_a_page_gets_a_page_of_its_own_that_is_not_kept()
    {
        var pool = new PagePool();
        var large = new byte[PageSize + 1];
        large[^1] = 7;

        var (page, offset) = pool.Write(large);

        Assert.Equal(large, page.Read(offset, large.Length).ToArray());
        Assert.Equal(large.Length, page.Size);
        pool.Release(page);
        Assert.NotSame(page, pool.Write(large).Page);
    }
}
