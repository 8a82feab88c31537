using Analyse.Extensibility;
using Xunit;

namespace Analyse.Tests.Storage;

public sealed class LedgerEntryTests
{
    [Fact]
    public void A_key_of_301_characters_is_an_error_that_names_the_limit()
    {
        var failure = Assert.Throws<ArgumentException>(static () => new LedgerEntry(new string('k', 301), "", 0));

        Assert.Equal("Key", failure.ParamName);
        Assert.Contains("301 characters, so it cannot be stored; use at most 300.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_is_measured_in_bytes_and_never_shown()
    {
        var fits = new LedgerEntry("a", new string('é', 16 * 1024), 0);

        var failure = Assert.Throws<ArgumentException>(() => fits with { Value = fits.Value + "1" });

        Assert.Contains("32769 bytes of UTF-8", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("é", failure.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(""), InlineData(" "), InlineData("a\0b")]
    public void A_key_that_not_every_store_can_keep_is_an_error(string key) =>
        Assert.Throws<ArgumentException>(() => new LedgerEntry(key, "", 0));

    [Fact]
    public void A_value_or_a_person_with_a_null_character_is_an_error()
    {
        Assert.Throws<ArgumentException>(static () => new LedgerEntry("a", "\0", 0));
        Assert.Throws<ArgumentException>(static () => new LedgerEntry("a", "", 0) { PersonId = "user\0" });
    }

    [Fact]
    public void A_negative_version_is_an_error() => Assert.Throws<ArgumentOutOfRangeException>(static () => new LedgerEntry("a", "", -1));

    [Fact]
    public void Its_text_shows_nothing_personal()
    {
        var text = new LedgerEntry("stripe:pi_1", "secret", 3) { PersonId = "user_1" }.ToString();

        Assert.Equal("stripe:pi_1 (version 3)", text);
    }
}
