using System.Globalization;
using Xunit;

namespace Analyse.Tests;

public sealed class PropertyValueTests
{
    public static TheoryData<PropertyValue?, string> Scalars => new()
    {
        { "SPRING", "\"SPRING\"" },
        { 'x', "\"x\"" },
        { true, "true" },
        { false, "false" },
        { (byte)1, "1" },
        { (sbyte)-1, "-1" },
        { (short)-2, "-2" },
        { (ushort)2, "2" },
        { 3, "3" },
        { 3u, "3" },
        { long.MinValue, "-9223372036854775808" },
        { ulong.MaxValue, "18446744073709551615" },
        { 0.1f, "0.1" },
        { 1e20f, "1E+20" },
        { 0.1, "0.1" },
        { 1e300, "1E+300" },
        { 49.00m, "49.00" },
        { decimal.MaxValue, "79228162514264337593543950335" },
        { double.NaN, "null" },
        { double.PositiveInfinity, "null" },
        { float.NegativeInfinity, "null" },
        { -0.0, "0" },
        { -0.0f, "0" },
        { new DateTime(2026, 3, 31, 13, 45, 0, 123, DateTimeKind.Utc), "\"2026-03-31T13:45:00.123Z\"" },
        { new DateTime(2026, 3, 31, 13, 45, 0), "\"2026-03-31T13:45:00.000Z\"" },
        { new DateTimeOffset(2026, 3, 31, 13, 45, 0, TimeSpan.FromHours(2)), "\"2026-03-31T11:45:00.000Z\"" },
        { new DateOnly(2026, 3, 31), "\"2026-03-31\"" },
        { new TimeOnly(13, 45), "\"13:45:00\"" },
        { new TimeOnly(13, 45, 0, 500), "\"13:45:00.5\"" },
        { new TimeSpan(1, 2, 3, 4), "\"1.02:03:04\"" },
        { new Guid("5F0C8E6A-1B2D-4E3F-8A9B-0C1D2E3F4A5B"), "\"5f0c8e6a-1b2d-4e3f-8a9b-0c1d2e3f4a5b\"" },
        { new Uri("https://example.com/é?q=1"), "\"https://example.com/é?q=1\"" },
        { new Uri("/pricing", UriKind.Relative), "\"/pricing\"" },
        { DayOfWeek.Friday, "\"Friday\"" },
        { (DayOfWeek)99, "\"99\"" },
        { default(PropertyValue), "null" },
    };

    [Theory]
    [MemberData(nameof(Scalars), DisableDiscoveryEnumeration = true)]
    public void A_scalar_becomes_JSON(PropertyValue? value, string json) => Assert.Equal(json, Json(value));

    [Fact]
    public void A_local_time_is_written_in_UTC()
    {
        var utc = new DateTime(2026, 3, 31, 11, 45, 0, DateTimeKind.Utc);

        Assert.Equal("\"2026-03-31T11:45:00.000Z\"", Json(utc.ToLocalTime()));
    }

    [Fact]
    public void Lists_are_taken_by_array_and_by_list()
    {
        var properties = new EventProperties
        {
            ["texts"] = new[] { "a", null },
            ["ints"] = new[] { 1, 2 },
            ["longs"] = new[] { 1L },
            ["doubles"] = new[] { 0.5, double.NaN },
            ["decimals"] = new[] { 1.50m },
            ["ids"] = new[] { Guid.Empty },
            ["items"] = new[] { new EventProperties { ["sku"] = "x" } },
            ["text list"] = new List<string> { "a" },
            ["int list"] = new List<int> { 1 },
            ["long list"] = new List<long> { 1 },
            ["decimal list"] = new List<decimal> { 1.50m },
            ["id list"] = new List<Guid>(),
            ["item list"] = new List<EventProperties> { new() { ["sku"] = "y" } },
        };

        Assert.Equal(
            """
            {"texts":["a",null],"ints":[1,2],"longs":[1],"doubles":[0.5,null],"decimals":[1.50],
            "ids":["00000000-0000-0000-0000-000000000000"],"items":[{"sku":"x"}],"text list":["a"],"int list":[1],
            "long list":[1],"decimal list":[1.50],"id list":[],"item list":[{"sku":"y"}]}
            """.ReplaceLineEndings(""),
            Json(properties));
    }

    [Fact]
    public void A_collection_expression_is_a_list_of_anything()
    {
        IEnumerable<string> plans = ["pro", "team"];
        var properties = new EventProperties
        {
            ["same"] = ["a", "b"],
            ["mixed"] = [1, "two", false, null, 4.5m, DayOfWeek.Monday],
            ["spread"] = [.. plans, 3],
            ["nested"] = [[1], [new EventProperties { ["a"] = 1 }]],
            ["empty"] = [],
        };

        Assert.Equal(
            """
            {"same":["a","b"],"mixed":[1,"two",false,null,4.5,"Monday"],"spread":["pro","team",3],"nested":[[1],[{"a":1}]],"empty":[]}
            """,
            Json(properties));
    }

    [Fact]
    public void A_list_can_be_enumerated()
    {
        PropertyValue list = ["a", 1];
        PropertyValue text = "a";

        Assert.Equal("[\"a\",1]", Json([.. list]));
        Assert.Equal("[]", Json([.. text]));
    }

    [Fact]
    public void Null_in_every_form_is_null()
    {
        var yes = true;
        string? text = null;
        var properties = new EventProperties
        {
            ["literal"] = null,
            ["text"] = text,
            ["int"] = (int?)null,
            ["bool"] = (bool?)null,
            ["decimal"] = (decimal?)null,
            ["date"] = (DateOnly?)null,
            ["time"] = (DateTimeOffset?)null,
            ["id"] = (Guid?)null,
            ["enum"] = (DayOfWeek?)null,
            ["address"] = (Uri?)null,
            ["array"] = (string[]?)null,
            ["list"] = (List<string>?)null,
            ["nested"] = (EventProperties?)null,
            ["either"] = yes ? null : 3,
        };

        Assert.All(properties.Values, value => Assert.Equal("null", Json(value)));
    }

    [Fact]
    public void A_nullable_with_a_value_is_its_value()
    {
        var yes = true;
        var properties = new EventProperties
        {
            ["int"] = (int?)3,
            ["enum"] = (DayOfWeek?)DayOfWeek.Friday,
            ["date"] = (DateOnly?)new DateOnly(2026, 1, 2),
            ["either"] = yes ? 3 : null,
        };

        Assert.Equal("""{"int":3,"enum":"Friday","date":"2026-01-02","either":3}""", Json(properties));
    }

    [Fact]
    public void A_value_is_a_snapshot()
    {
        string[] array = ["a"];
        var nested = new EventProperties { ["plan"] = "pro" };
        PropertyValue fromArray = array;
        PropertyValue fromNested = nested;

        array[0] = "b";
        nested["plan"] = "free";

        Assert.Equal("[\"a\"]", fromArray.ToString());
        Assert.Equal("""{"plan":"pro"}""", fromNested.ToString());
    }

    [Fact]
    public void Properties_put_in_themselves_hold_their_earlier_state()
    {
        var properties = new EventProperties { ["a"] = 1 };
        properties["self"] = properties;

        Assert.Equal("""{"a":1,"self":{"a":1}}""", Json(properties));
    }

    [Fact]
    public void Numbers_and_dates_do_not_follow_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal("[-1,1.5,2.5,3.5,\"2026-03-31\"]", Json([-1, 1.5m, 2.5, 3.5f, new DateOnly(2026, 3, 31)]));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Json(PropertyValue? value) => value.GetValueOrDefault().ToString();
}
