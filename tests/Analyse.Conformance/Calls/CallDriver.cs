using System.Text.Json;
using Analyse.Conformance.Vectors;

namespace Analyse.Conformance.Calls;

/// <summary>Makes one recorded call on the client, the way a C# application would write it.</summary>
internal static class CallDriver
{
    private const string Identify = "identify";
    private const string Capture = "capture";

    /// <exception cref="VectorException">The call is none that this program knows.</exception>
    public static CaptureResult Play(JsonElement call, IAnalyseClient client)
    {
        var fields = new Fields(call, "the call");
        var name = fields.RequiredText("call");
        return name is Identify ? PlayIdentify(fields, client) : client.Capture(EventOf(name, fields));
    }

    private static AnalyseEvent EventOf(string call, Fields fields)
    {
        var place = $"the input of {call}";
        var input = new Fields(fields.Required("input"), place);
        fields.RefuseOthers();

        var properties = input.Optional("properties");
        var analyseEvent = call is Capture
            ? new AnalyseEvent(input.RequiredText("event")) { Properties = new PropertyBag(properties).Rest() }
            : StandardEvents.Of(StandardEvents.NameOf(call), properties);
        analyseEvent.PersonId = input.OptionalText("personId");
        analyseEvent.AnonymousId = input.OptionalText("anonymousId");
        analyseEvent.SessionId = input.OptionalText("sessionId");
        analyseEvent.Timestamp = Timestamps.Read(input.OptionalText("timestamp"));
        analyseEvent.Page = Pages.Read(input.Optional("context"));
        input.RefuseOthers();
        return analyseEvent;
    }

    private static CaptureResult PlayIdentify(Fields fields, IAnalyseClient client)
    {
        var personId = fields.OptionalText("person_id");
        var options = fields.Optional("options") is { } element ? new Fields(element, "the options of identify") : null;
        fields.RefuseOthers();

        var anonymousId = options?.OptionalText("anonymousId");
        var traits = options?.Optional("traits");
        options?.RefuseOthers();
        return client.Identify(personId!, traits is null ? null : new PropertyBag(traits).Rest(), anonymousId);
    }
}
