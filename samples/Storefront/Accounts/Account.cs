using Storefront.Trials;

namespace Storefront.Accounts;

/// <summary>A customer. Requests and the trial service change it at the same time, so each change is one exchange.</summary>
internal sealed class Account(string id, string name, string email)
{
    private Trial? _trial;
    private Subscription? _subscription;

    public string Id { get; } = id;

    public string Name { get; } = name;

    public string Email { get; } = email;

    public string PasswordHash { get; set; } = "";

    public Trial? Trial => Volatile.Read(ref _trial);

    public Subscription? Subscription => Volatile.Read(ref _subscription);

    public void Begin(Trial trial) => Volatile.Write(ref _trial, trial);

    public void Begin(Subscription subscription) => Volatile.Write(ref _subscription, subscription);

    /// <summary>Ends the trial. However many try at once, only one of them gets it back.</summary>
    public Trial? EndTrial() => Interlocked.Exchange(ref _trial, null);

    /// <summary>Cancels the subscription. However many try at once, only one of them gets it back.</summary>
    public Subscription? CancelSubscription() => Interlocked.Exchange(ref _subscription, null);
}
