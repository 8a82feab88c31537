using Analyse.Tracking;
using Xunit;

namespace Analyse.Tests.Tracking;

public sealed class IdentifierTests
{
    public static TheoryData<string?, bool> Ids() => new()
    {
        { null, true },
        { "user_123", true },
        { "Zoë@example.com", true },
        { "用户", true },
        { "👍", true },
        { new string('x', 256), true },
        { new string('ü', 256), true },
        { new string('x', 257), false },
        { new string('ü', 257), false },
        { "line\nbreak", false },
        { "nul\0", false },
        { "c1\u0085", false },
        { "delete\u007f", false },
        { "\uD83D", false },
        { "\uDC4D", false },
        { "\uDC4D\uD83D", false },
        { "a\uD83Db", false },
    };

    [Theory]
    [MemberData(nameof(Ids), DisableDiscoveryEnumeration = true)]
    public void An_id_may_be_sent_when_it_is_short_whole_and_without_control_characters(string? id, bool expected) =>
        Assert.Equal(expected, Identifier.IsValid(id));

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" \t\u00a0", null)]
    [InlineData(" a ", " a ")]
    public void Blank_is_no_id_and_everything_else_stays_as_it_is(string? id, string? expected) =>
        Assert.Equal(expected, Identifier.NullIfBlank(id));
}
