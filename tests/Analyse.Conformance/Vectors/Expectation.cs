using System.Text.Json;

namespace Analyse.Conformance.Vectors;

/// <summary>What was recorded: an error, silence or one request.</summary>
internal abstract record Expectation
{
    public static Expectation Read(JsonElement element)
    {
        var fields = new Fields(element, "expect");
        Expectation expected = (fields.OptionalText("error"), fields.OptionalFlag("nothing_sent")) switch
        {
            ({ } message, _) => new ExpectedError(message),
            (null, true) => new ExpectedSilence(),
            _ => new ExpectedRequest(
                fields.RequiredText("method"),
                fields.RequiredText("path"),
                fields.RequiredText("content_type"),
                fields.Required("body")),
        };
        fields.RefuseOthers();
        return expected;
    }
}
