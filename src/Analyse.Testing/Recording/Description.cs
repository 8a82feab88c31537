using System.Globalization;
using System.Text;

namespace Analyse.Testing.Recording;

/// <summary>Says in words what was captured, a line for each event.</summary>
internal static class Description
{
    private const int MaxPropertiesLength = 300;

    public static string Of(IReadOnlyList<RecordedEvent> events)
    {
        if (events.Count == 0)
        {
            return "Nothing was captured.";
        }

        var text = new StringBuilder("Captured, in order:");
        for (var i = 0; i < events.Count; i++)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"  {i + 1}. {Line(events[i])}");
        }

        return text.ToString();
    }

    private static string Line(RecordedEvent recorded)
    {
        var outcome = recorded.Result switch
        {
            CaptureResult.Accepted => "",
            CaptureResult.Duplicate => " (duplicate, not taken again)",
            _ => $" (refused: {recorded.Result})",
        };
        return $"{recorded.Name} by {Who(recorded)}{outcome} {Shortened(recorded.Properties.GetRawText())}";
    }

    private static string Who(RecordedEvent recorded) => (recorded.PersonId, recorded.AnonymousId) switch
    {
        (null, null) => "nobody",
        (null, var device) => $"anonymous {device}",
        (var person, null) => person,
        (var person, var device) => $"{person} (anonymous {device})",
    };

    private static string Shortened(string json) => json.Length <= MaxPropertiesLength ? json : json[..MaxPropertiesLength] + "…";
}
