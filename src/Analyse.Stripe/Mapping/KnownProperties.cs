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

    /// <summary>Adds what the event does not say itself.</summary>
    public static EventProperties WithMissing(this EventProperties properties, string name, string? value) =>
        properties.ContainsKey(name) ? properties : properties.With(name, value);

    /// <summary>Says that something is so, where it is.</summary>
    public static EventProperties With(this EventProperties properties, string name, bool isTrue)
    {
        if (isTrue)
        {
            properties[name] = true;
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
