namespace Analyse.Stripe.Mapping;

/// <summary>Adds what is known; what the payload does not say is left out.</summary>
internal static class KnownProperties
{
    public static EventProperties With(this EventProperties properties, string name, string? value)
    {
        if (value is not null)
        {
            properties[name] = value;
        }

        return properties;
    }

    public static EventProperties With(this EventProperties properties, string name, long? value)
    {
        if (value is not null)
        {
            properties[name] = value;
        }

        return properties;
    }
}
