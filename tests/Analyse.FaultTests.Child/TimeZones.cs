using System.Globalization;

namespace Analyse.FaultTests.Child;

/// <summary>One <see cref="DateTime"/> of unspecified kind, as the time of an event and as its properties.</summary>
internal static class TimeZones
{
    public static async Task<int> RunAsync(string host)
    {
        var time = new DateTime(2026, 3, 31, 13, 45, 0, DateTimeKind.Unspecified);
        await using var client = Clients.Make(host);
        client.Capture(new AnalyseEvent("invoice_paid")
        {
            PersonId = "user_1",
            Timestamp = time,
            Properties =
            {
                ["value"] = time,
                ["list"] = new[] { time },
                ["node"] = System.Text.Json.Nodes.JsonValue.Create(time),
                ["loose"] = new Dictionary<string, object> { ["time"] = time },
            },
        });
        await client.FlushAsync();
        Clients.Print("offset", TimeZoneInfo.Local.GetUtcOffset(time).TotalHours.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
