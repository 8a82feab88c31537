using Analyse.Events;
using Xunit;

namespace Analyse.Tests.Events;

/// <summary>Plain text is what JSON copies as it is. Every byte is tried at every place of texts of every length up to three words.</summary>
public sealed class PlainTextTests
{
    private const int LongestText = 24;

    [Fact]
    public void Text_is_plain_when_every_byte_is_visible_ASCII_or_a_space_and_needs_no_escaping()
    {
        var wrong = new List<string>();
        for (var length = 1; length <= LongestText; length++)
        {
            for (var place = 0; place < length; place++)
            {
                for (var value = 0; value <= byte.MaxValue; value++)
                {
                    var text = new byte[length];
                    text.AsSpan().Fill((byte)'~');
                    text[place] = (byte)value;
                    if (PlainText.IsPlain(text) != IsPlain((byte)value))
                    {
                        wrong.Add($"{value} at {place} of {length}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("!\" !", false)]
    [InlineData("\u0001\u0000\u0001", false)]
    [InlineData("a b!c d~ a b!c d~ a b!c d~", true)]
    [InlineData("", true)]
    public void Bytes_beside_each_other_do_not_change_what_is_found(string text, bool isPlain) =>
        Assert.Equal(isPlain, PlainText.IsPlain(System.Text.Encoding.UTF8.GetBytes(text)));

    private static bool IsPlain(byte value) => value is >= 0x20 and <= 0x7e and not (byte)'"' and not (byte)'\\';
}
