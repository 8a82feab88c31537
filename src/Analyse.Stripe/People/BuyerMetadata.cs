using System.Security.Cryptography;
using Analyse.Stripe.Payload;
using Stripe;

namespace Analyse.Stripe.People;

/// <summary>Writes who buys, and in which checkout, into the metadata of what is created at Stripe.</summary>
internal static class BuyerMetadata
{
    /// <summary>Writes the person, the checkout and the flow into an object.</summary>
    public static TOptions Write<TOptions>(TOptions options, IAnalyseTracker tracker, string flow, string? checkoutId)
        where TOptions : IHasMetadata
    {
        WritePerson(options, tracker, checkoutId);
        AddIfKnown(options.Metadata, Metadata.CheckoutIdName, $"chk_{RandomNumberGenerator.GetHexString(32, lowercase: true)}");
        AddIfKnown(options.Metadata, Metadata.FlowName, flow);
        return options;
    }

    /// <summary>Writes the person, and the checkout where one is given, into an object.</summary>
    public static TOptions WritePerson<TOptions>(TOptions options, IAnalyseTracker tracker, string? checkoutId)
        where TOptions : IHasMetadata
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tracker);
        var metadata = OwnOf(options);
        if (checkoutId is not null)
        {
            metadata[Metadata.CheckoutIdName] = checkoutId;
        }

        var context = tracker.Context;
        AddBuyer(metadata, context.PersonId, context.AnonymousId, context.SessionId);
        return options;
    }

    /// <summary>Copies what was written to an object that comes of the first one, where it is made.</summary>
    public static void Copy(IHasMetadata source, IHasMetadata? target)
    {
        if (target is null)
        {
            return;
        }

        var (written, metadata) = (source.Metadata, OwnOf(target));

        // One checkout has one id.
        metadata.Remove(Metadata.CheckoutIdName);
        AddIfKnown(metadata, Metadata.CheckoutIdName, written[Metadata.CheckoutIdName]);
        AddIfKnown(metadata, Metadata.FlowName, written[Metadata.FlowName]);
        AddBuyer(
            metadata,
            written.GetValueOrDefault(Metadata.PersonIdName),
            written.GetValueOrDefault(Metadata.AnonymousIdName),
            written.GetValueOrDefault(Metadata.SessionIdName));
    }

    /// <summary>The browser goes with its own person: beside somebody else, whom the team has named, it would merge the two.</summary>
    private static void AddBuyer(Dictionary<string, string> metadata, string? personId, string? anonymousId, string? sessionId)
    {
        AddIfKnown(metadata, Metadata.PersonIdName, personId);
        if (string.IsNullOrWhiteSpace(personId) || metadata[Metadata.PersonIdName] == personId)
        {
            AddIfKnown(metadata, Metadata.AnonymousIdName, anonymousId);
            AddIfKnown(metadata, Metadata.SessionIdName, sessionId);
        }
    }

    /// <summary>A dictionary of its own: the one that was set may be shared, and this buyer must not be written into the next one's.</summary>
    private static Dictionary<string, string> OwnOf(IHasMetadata options) =>
        options.Metadata = options.Metadata is { } shared ? new Dictionary<string, string>(shared) : [];

    private static void AddIfKnown(Dictionary<string, string> metadata, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            metadata.TryAdd(name, value);
        }
    }
}
