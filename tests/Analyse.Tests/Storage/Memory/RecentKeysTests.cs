using Analyse.Storage.Memory;
using Xunit;

namespace Analyse.Tests.Storage.Memory;

public sealed class RecentKeysTests
{
    [Fact]
    public void The_oldest_is_forgotten_when_there_are_too_many()
    {
        var keys = new RecentKeys(2);
        var ids = Enumerable.Range(1, 3).Select(i => new Guid(i, 0, 0, new byte[8])).ToArray();
        keys.Add(ids[0]);
        keys.Add(ids[1]);
        keys.Add(ids[1]);
        Assert.All(ids[..2], id => Assert.True(keys.Contains(id)));

        keys.Add(ids[2]);

        Assert.False(keys.Contains(ids[0]));
        Assert.All(ids[1..], id => Assert.True(keys.Contains(id)));
    }
}
