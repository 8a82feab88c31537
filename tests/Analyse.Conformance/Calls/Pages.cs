using System.Text.Json;
using Analyse.Conformance.Vectors;

namespace Analyse.Conformance.Calls;

/// <summary>The context of a call, which is the page of an event.</summary>
internal static class Pages
{
    /// <exception cref="VectorException">The context has a field that no page has.</exception>
    public static PageContext? Read(JsonElement? context)
    {
        if (context is not { } element)
        {
            return null;
        }

        var fields = new Fields(element, "the context");
        var page = new PageContext
        {
            Url = fields.OptionalText("url"),
            Path = fields.OptionalText("path"),
            Hostname = fields.OptionalText("hostname"),
            Referrer = fields.OptionalText("referrer"),
            ReferrerDomain = fields.OptionalText("referrerDomain"),
            UtmSource = fields.OptionalText("utmSource"),
            UtmMedium = fields.OptionalText("utmMedium"),
            UtmCampaign = fields.OptionalText("utmCampaign"),
            UtmTerm = fields.OptionalText("utmTerm"),
            UtmContent = fields.OptionalText("utmContent"),
        };
        fields.RefuseOthers();
        return page;
    }
}
