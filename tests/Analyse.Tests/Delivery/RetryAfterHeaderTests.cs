using Analyse.Delivery;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class RetryAfterHeaderTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("7", 7)]
    [InlineData(" 7 ", 7)]
    [InlineData("+7", 7)]
    [InlineData("1.5", 1.5)]
    [InlineData("0", 0)]
    [InlineData("-5", 0)]
    [InlineData("99999999999", 3_600)]
    [InlineData("Mon, 23 Nov 2026 10:01:00 GMT", 60)]
    [InlineData("Monday, 23-Nov-26 10:01:00 GMT", 60)]
    [InlineData("Mon Nov 23 10:01:00 2026", 60)]
    [InlineData("Mon, 23 Nov 2026 09:59:00 GMT", -60)]
    public void Seconds_decimals_and_dates_are_understood(string header, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfterHeader.Parse(header, _now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("7, 9")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e3")]
    [InlineData("1.5.2026")]
    [InlineData("2026-11-23T10:01:00Z")]
    public void What_is_neither_is_no_header(string? header) => Assert.Null(RetryAfterHeader.Parse(header, _now));
}
