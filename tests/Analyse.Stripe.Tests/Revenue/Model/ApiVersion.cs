namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>A version of Stripe's API that an endpoint is pinned to, and what is different in what it is sent.</summary>
internal sealed record ApiVersion(string Name)
{
    public static IReadOnlyList<ApiVersion> All { get; } =
    [
        new("2018-02-28"), new("2020-08-27"), new("2022-11-15"), new("2024-06-20"), new("2024-10-28.acacia"),
        new("2025-04-30.basil"), new("2026-05-27.dahlia"), new("2026-10-28.endive"),
    ];

    public static ApiVersion Newest => All[^1];

    /// <summary>The first invoice of a subscription is called what a change of plans is called.</summary>
    public bool CallsFirstInvoiceUpdate => IsBefore("2018-10-31");

    /// <summary>A charge lists its refunds, the newest first.</summary>
    public bool ListsRefunds => IsBefore("2022-11-15");

    /// <summary>An invoice shows the metadata of its subscription at a place of its own.</summary>
    public bool HasSubscriptionDetails => !IsBefore("2023-10-16");

    /// <summary>Refunds have events of their own.</summary>
    public bool SendsRefunds => !IsBefore("2024-10-28");

    /// <summary>An invoice names its subscription under its parent and no payment; its payments are objects of their own.</summary>
    public bool HasInvoicePayments => !IsBefore("2025-03-31");

    /// <summary>An invoice says which part of what was paid did not go through Stripe.</summary>
    public bool SaysPaidOffStripe => !IsBefore("2026-05-27");

    /// <summary>A dispute that was lost can be appealed.</summary>
    public bool HasAppeals => !IsBefore("2026-10-28");

    public override string ToString() => Name;

    private bool IsBefore(string version) => string.CompareOrdinal(Name, version) < 0;
}
