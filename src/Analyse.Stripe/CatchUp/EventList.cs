using System.Globalization;
using System.Text.Json;
using Analyse.Stripe.Api;
using Analyse.Stripe.Payload;
using Stripe;

namespace Analyse.Stripe.CatchUp;

/// <summary>
/// Stripe's list of events, read from its oldest end. Stripe gives the newest first, so a window of time is halved until one
/// page holds all of it.
/// </summary>
internal sealed class EventList(StripeLookup lookup, string? account)
{
    private const int PageSize = 100;

    /// <summary>Reads the events of a window, or of its earliest part.</summary>
    /// <returns>The events, oldest first, and the part of the window that they are all of.</returns>
    /// <exception cref="Exception">Stripe cannot be reached, or refuses.</exception>
    public async Task<(IReadOnlyList<JsonElement> Events, EventWindow Window)> ReadAsync(EventWindow window, CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await PageAsync(window, after: null, cancellationToken).ConfigureAwait(false);
            if (page.HasMore && window.Length > 1)
            {
                window = window.Half();
                continue;
            }

            var events = new List<JsonElement>(page.Events);
            while (page is { HasMore: true, Events: [.., var last] })
            {
                page = await PageAsync(window, last.Text("id"), cancellationToken).ConfigureAwait(false);
                events.AddRange(page.Events);
            }

            events.Reverse();
            return ([.. events.Select(Complete)], window);
        }
    }

    private async Task<(IReadOnlyList<JsonElement> Events, bool HasMore)> PageAsync(EventWindow window, string? after, CancellationToken cancellationToken)
    {
        var options = new ListOptions { Limit = PageSize, StartingAfter = after };
        options.AddExtraParam("created[gte]", window.From.ToString(CultureInfo.InvariantCulture));
        options.AddExtraParam("created[lt]", window.Before.ToString(CultureInfo.InvariantCulture));
        var page = await lookup.EventsAsync(options, account, cancellationToken).ConfigureAwait(false);
        return page.Field("data").ValueKind is JsonValueKind.Array
            ? (page.Items("data"), page.Field("has_more").ValueKind is JsonValueKind.True)
            : throw new InvalidDataException("Stripe's API answered with something else than a list of events.");
    }

    // A webhook names the connected account; the account's own list does not.
    private JsonElement Complete(JsonElement stripeEvent) =>
        account is null || stripeEvent.IsSet("account") ? stripeEvent : stripeEvent.With("account", JsonEdit.Text(account));
}
