using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Storefront.Accounts;

/// <summary>All accounts, found by id and by e-mail address.</summary>
internal sealed class AccountStore
{
    private readonly ConcurrentDictionary<string, Account> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Account> _byId = new(StringComparer.Ordinal);
    private readonly IPasswordHasher<Account> _hasher;

    public AccountStore(IPasswordHasher<Account> hasher, TimeProvider clock)
    {
        _hasher = hasher;
        foreach (var account in DemoAccounts.Create(clock))
        {
            TryAdd(account, DemoAccounts.Password);
        }
    }

    public IEnumerable<Account> All => _byId.Values;

    /// <summary>The account of who is signed in.</summary>
    public Account? Find(ClaimsPrincipal user) =>
        user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? _byId.GetValueOrDefault(id) : null;

    public Account? Find(string email, string password) =>
        _byEmail.GetValueOrDefault(email.Trim()) is { } account
        && _hasher.VerifyHashedPassword(account, account.PasswordHash, password) is not PasswordVerificationResult.Failed
            ? account
            : null;

    /// <summary>Opens an account; <see langword="null"/> when the address has one already.</summary>
    public Account? Open(string name, string email, string password)
    {
        var account = new Account($"user_{Guid.CreateVersion7():n}", name.Trim(), email.Trim());
        return TryAdd(account, password) ? account : null;
    }

    private bool TryAdd(Account account, string password)
    {
        account.PasswordHash = _hasher.HashPassword(account, password);
        return _byEmail.TryAdd(account.Email, account) && _byId.TryAdd(account.Id, account);
    }
}
