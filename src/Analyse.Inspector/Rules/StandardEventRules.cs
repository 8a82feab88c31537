using System.Text.Json;
using Analyse.Inspector.Ingest;

namespace Analyse.Inspector.Rules;

/// <summary>Rules for the standard events; a custom event goes through untouched.</summary>
internal static class StandardEventRules
{
    public static void Check(string name, JsonElement properties, Findings warnings)
    {
        if (!StandardEvents.Properties.TryGetValue(name, out var rules))
        {
            CheckSpelling(name, warnings);
            return;
        }

        foreach (var rule in rules)
        {
            rule.Check(name, properties, warnings);
        }

        foreach (var repeated in JsonObjects.Repeated(properties))
        {
            warnings.Add($"properties.{repeated}", $"{repeated} is there more than once. The last one counts; send it once.");
        }

        if (StandardEvents.IsCheckout(name))
        {
            CheckBilling(properties, warnings);
            CheckCurrency(properties, warnings);
        }
    }

    private static void CheckBilling(JsonElement properties, Findings warnings)
    {
        var paymentType = JsonObjects.Text(properties, "payment_type");
        var hasInterval = properties.TryGetProperty("billing_interval", out _);

        if (paymentType is StandardEvents.Subscription && !hasInterval)
        {
            warnings.Add("properties.billing_interval", "billing_interval is missing: a subscription needs month, year or week.");
        }

        if (paymentType is StandardEvents.OneTime && hasInterval)
        {
            warnings.Add("properties.billing_interval", "A one_time payment has no billing_interval. Leave it out, or send payment_type subscription.");
        }

        if (paymentType is StandardEvents.OneTime && properties.TryGetProperty("subscription_id", out _))
        {
            warnings.Add("properties.subscription_id", "A one_time payment has no subscription_id. Leave it out, or send payment_type subscription.");
        }
    }

    private static void CheckCurrency(JsonElement properties, Findings warnings)
    {
        if (!properties.TryGetProperty("currency", out var currency))
        {
            if (properties.TryGetProperty("amount", out _))
            {
                warnings.Add("properties.currency", "amount has no currency, so it is no sum of money. Send the ISO 4217 code, such as USD.");
            }
        }
        else if (currency.ValueKind is JsonValueKind.String && !IsCode(currency.GetString()!))
        {
            warnings.Add("properties.currency", "currency is no ISO 4217 code. Send three capital letters, such as USD.");
        }
    }

    private static bool IsCode(string currency) => currency.Length is 3 && currency.All(char.IsAsciiLetterUpper);

    private static void CheckSpelling(string name, Findings warnings)
    {
        var plain = Plain(name);

        if (StandardEvents.Properties.Keys.FirstOrDefault(standard => Plain(standard) == plain) is { } meant)
        {
            warnings.Add(EventFields.Name, $"This counts as a custom event. The standard event is written {meant}.");
        }
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
