using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Analyse.Events;

/// <summary>
/// Writes the properties of one event within a limit of bytes. Typed members come first and each leaves its name behind,
/// so that an entry of the dictionary with the same name is left out.
/// </summary>
internal sealed class PropertyWriter(Utf8JsonWriter json)
{
    public const string Subscription = "subscription";

    private const string OneTime = "one_time";
    private const int LongestCurrency = 16;

    private readonly List<string> _written = [];
    private long _limit;
    private EventKind _kind;
    private string? _idName;

    /// <summary>False as soon as the event is too large; nothing more is written then.</summary>
    public bool HasRoom { get; private set; }

    public void Begin(EventKind kind, long limit)
    {
        _written.Clear();
        _limit = limit;
        _kind = kind;
        HasRoom = true;
    }

    public void Text(JsonEncodedText name, string? value)
    {
        if (value is not null && TakeRoom(name, value.Length))
        {
            json.WriteString(name, value);
        }
    }

    public void Number(JsonEncodedText name, long? value)
    {
        if (value is { } number && TakeRoom(name, 0))
        {
            json.WriteNumber(name, number);
        }
    }

    public void Boolean(JsonEncodedText name, bool value)
    {
        if (TakeRoom(name, 0))
        {
            json.WriteBoolean(name, value);
        }
    }

    public void Date(JsonEncodedText name, DateOnly? value) =>
        Text(name, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public void Time(JsonEncodedText name, DateTimeOffset? value)
    {
        if (value is { } time && TakeRoom(name, 0))
        {
            WireTime.WriteTo(json, name, time);
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
        _idName = name;
        if (name is not null)
        {
            _written.Add(name);
            json.WriteString(name, id);
        }
    }

    /// <summary>Writes what no typed member has written.</summary>
    public void Rest(EventProperties? properties)
    {
        if (properties is null or { Count: 0 } || !HasRoom)
        {
            return;
        }

        if (_kind is not EventKind.Custom)
        {
            MendedCurrency(properties);
        }

        HasRoom = HasRoom && properties.TryWriteEntriesTo(json, _limit, CollectionsMarshal.AsSpan(_written));
    }

    // What is too long to be a currency is left to the other entries: changing it would copy it.
    private void MendedCurrency(EventProperties properties)
    {
        if (!_written.Contains(PropertyNames.Currency.Value)
            && properties.TryGetValue(PropertyNames.Currency.Value, out var value)
            && value is { AsText: { Length: <= LongestCurrency } currency })
        {
            Text(PropertyNames.Currency, currency.Trim().ToUpperInvariant());
        }
    }

    private bool TakeRoom(JsonEncodedText name, int length)
    {
        if (!HasRoom || name.Value == _idName)
        {
            return false;
        }

        _written.Add(name.Value);
        return HasRoom = json.HasRoom(_limit, length);
    }
}
