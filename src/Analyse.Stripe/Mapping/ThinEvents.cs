using System.Text.Json;
using Analyse.Stripe.Api;
using Analyse.Stripe.Diagnostics;
using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>Fetches the object of an event that only names it.</summary>
internal sealed class ThinEvents(StripeLookup lookup, StripeReport report)
{
    private const string Version = "v1.";

    public async ValueTask<StripeEvent> FetchAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        var type = stripeEvent.Type.StartsWith(Version, StringComparison.Ordinal) ? stripeEvent.Type[Version.Length..] : stripeEvent.Type;
        var path = stripeEvent.Json.Field("related_object").Text("url");
        if (stripeEvent.DataObject.ValueKind is JsonValueKind.Object || path is null || !EventTable.Reads(type))
        {
            return stripeEvent;
        }

        if (!lookup.IsAvailable)
        {
            report.ThinEvent(stripeEvent.Type);
            return stripeEvent;
        }

        // It comes signed, but what it leads to is asked with the application's own key.
        if (!path.StartsWith("/v1/", StringComparison.Ordinal) || path.Contains("..", StringComparison.Ordinal) || path.AsSpan().ContainsAny("?#%\\"))
        {
            return stripeEvent;
        }

        var dataObject = await lookup.ObjectAsync(path, stripeEvent.Account, cancellationToken).ConfigureAwait(false);
        return dataObject.ValueKind is JsonValueKind.Object ? stripeEvent.With(dataObject, type) : stripeEvent;
    }
}
