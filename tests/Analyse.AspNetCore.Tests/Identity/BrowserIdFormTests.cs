using Analyse.AspNetCore.Identity;
using Xunit;

namespace Analyse.AspNetCore.Tests.Identity;

public sealed class BrowserIdFormTests
{
    [Theory]
    [InlineData("f81d4fae-7dec-41d0-8765-00a0c91e6bf6", true)]
    [InlineData("F81D4FAE-7DEC-41D0-8765-00A0C91E6BF6", true)]
    [InlineData("f81d4fae7dec41d0876500a0c91e6bf6", false)]
    [InlineData("{f81d4fae-7dec-41d0-8765-00a0c91e6bf6}", false)]
    [InlineData("f81d4fae-7dec-41d0-8765-00a0c91e6bf", false)]
    [InlineData(" 81d4fae-7dec-41d0-8765-00a0c91e6bf6", false)]
    [InlineData("00000000-0000-0000-0000-000000000000", false)]
    [InlineData("", false)]
    public void An_anonymous_id_is_a_uuid(string value, bool expected) => Assert.Equal(expected, BrowserIdForm.IsUuid(value));

    [Theory]
    [InlineData("s-1_a.B", true)]
    [InlineData("a,b", false)]
    [InlineData("a b", false)]
    [InlineData("<a>", false)]
    public void A_session_id_is_a_token(string value, bool expected) => Assert.Equal(expected, BrowserIdForm.IsToken(value));

    [Theory]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a\nb", false)]
    [InlineData("a\u007f", false)]
    [InlineData("ä", false)]
    [InlineData("\ud800", false)]
    public void Only_visible_ascii_is_safe(string value, bool expected) => Assert.Equal(expected, BrowserIdForm.IsSafe(value));

    [Fact]
    public void A_safe_id_has_128_characters_at_most()
    {
        Assert.True(BrowserIdForm.IsSafe(new string('a', 128)));
        Assert.False(BrowserIdForm.IsSafe(new string('a', 129)));
    }
}
