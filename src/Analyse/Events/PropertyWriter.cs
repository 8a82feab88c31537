using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Analyse.Events;

/// <summary>
/// Writes the properties of one event within a limit of bytes. Typed members come first and each leaves its name behind,
/// so that an entry of the dictionary with the same name is left out.
/// </summary>
internal sealed class PropertyWriter(JsonBuffer json)
{
    public const string Subscription = "subscription";

    private const string OneTime = "one_time";
    private const int LongestCurrency = 16;

    private readonly List<string> _written = [];
    private EventKind _kind;
    private WireName? _id;

    public void Begin(EventKind kind)
    {
        _written.Clear();
        _kind = kind;
    }

    // At once optimised, as JsonBuffer.Text is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Text(WireName name, string? value)
    {
        if (value is not null && TryTake(name))
        {
            json.Text(name, value);
        }
    }

    public void Number(WireName name, long? value)
    {
        if (value is { } number && TryTake(name))
        {
            json.Number(name, number);
        }
    }

    public void Boolean(WireName name, bool value)
    {
        if (TryTake(name))
        {
            json.Boolean(name, value);
        }
    }

    public void Date(WireName name, DateOnly? value) =>
        Text(name, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public void Time(WireName name, DateTimeOffset? value)
    {
        if (value is { } time && TryTake(name))
        {
            json.Time(name, time);
        }
    }

    public void Billing(Billing billing)
    {
        Text(PropertyNames.PaymentType, billing is Analyse.Billing.OneTime ? OneTime : Subscription);
        Text(PropertyNames.BillingInterval, BillingIntervals.Of(billing));
    }

    public void Money(Amount? amount)
    {
        if (amount is { } money)
        {
            Number(PropertyNames.Amount, money.MinorUnits);
            Text(PropertyNames.Currency, money.Currency);
        }
    }

    public void Touch(TouchNames names, AttributionTouch? touch)
    {
        if (touch is null)
        {
            return;
        }

        Text(names.ContentId, touch.ContentId);
        Text(names.ContentType, touch.ContentType.ToWire());
        Text(names.ContentTitle, touch.ContentTitle);
        Text(names.UtmSource, touch.UtmSource);
        Text(names.UtmMedium, touch.UtmMedium);
        Text(names.UtmCampaign, touch.UtmCampaign);
        Text(names.UtmTerm, touch.UtmTerm);
        Text(names.UtmContent, touch.UtmContent);
        Text(names.ReferrerDomain, touch.ReferrerDomain);
        Time(names.TouchedAt, touch.TouchedAt);
    }

    /// <summary>Writes the id under the name that the options give; it is the library's own and wins over every other.</summary>
    public void Id(string? name, Guid id)
    {
        if (name is null)
        {
            _id = null;
            return;
        }

        if (_id?.Text != name)
        {
            _id = WireName.Escaped(name);
        }

        _written.Add(name);
        json.Id(_id, id);
    }

    /// <summary>Writes what no typed member has written.</summary>
    public void Rest(EventProperties? properties)
    {
        if (properties is null || properties.Count == 0 || !json.Fits)
        {
            return;
        }

        if (_kind is not EventKind.Custom)
        {
            MendedCurrency(properties);
        }

        var start = json.Length;
        var room = json.Room;
        json.CloseEntries(start, properties.TryWriteEntriesTo(json.OpenEntries(), room, CollectionsMarshal.AsSpan(_written)));
    }

    // What is too long to be a currency is left to the other entries: changing it would copy it.
    private void MendedCurrency(EventProperties properties)
    {
        if (!_written.Contains(PropertyNames.Currency.Text)
            && properties.TryGetValue(PropertyNames.Currency.Text, out var value)
            && value is { AsText: { Length: <= LongestCurrency } currency })
        {
            Text(PropertyNames.Currency, currency.Trim().ToUpperInvariant());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTake(WireName name)
    {
        if (_id is not null && name.Text == _id.Text)
        {
            return false;
        }

        _written.Add(name.Text);
        return true;
    }
}
