using System.Collections.Concurrent;
using Storefront.Accounts;
using Storefront.Pricing;

namespace Storefront.Checkouts;

/// <summary>All checkouts, each seen by its own account only.</summary>
internal sealed class CheckoutStore
{
    private readonly ConcurrentDictionary<string, Checkout> _checkouts = new(StringComparer.Ordinal);

    public Checkout Start(Account account, Offer offer, string currency)
    {
        var checkout = new Checkout(account.Id, offer, currency);
        _checkouts[checkout.Id] = checkout;
        return checkout;
    }

    public Checkout? Find(string? id, Account? account) =>
        id is not null && _checkouts.GetValueOrDefault(id) is { } checkout && checkout.AccountId == account?.Id ? checkout : null;

    public IReadOnlyList<Checkout> PaidBy(Account account) =>
        [.. _checkouts.Values
            .Where(checkout => checkout.AccountId == account.Id && checkout.State is CheckoutState.Paid)
            .OrderByDescending(checkout => checkout.Id, StringComparer.Ordinal)];
}
