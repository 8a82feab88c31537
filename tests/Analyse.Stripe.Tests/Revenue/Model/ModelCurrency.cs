namespace Analyse.Stripe.Tests.Revenue.Model;

/// <summary>A currency, and how Stripe writes it.</summary>
/// <param name="Code">The ISO code.</param>
/// <param name="Step">The smallest amount that Stripe takes, in its own units.</param>
/// <param name="IsoFromStripe">Makes ISO's minor units of Stripe's.</param>
internal sealed record ModelCurrency(string Code, long Step, Func<long, long> IsoFromStripe)
{
    public static readonly ModelCurrency Usd = new("USD", 1, static amount => amount);
    public static readonly ModelCurrency Jpy = new("JPY", 1, static amount => amount);
    public static readonly ModelCurrency Kwd = new("KWD", 10, static amount => amount);

    /// <summary>Stripe writes it with two decimals that ISO does not have.</summary>
    public static readonly ModelCurrency Isk = new("ISK", 100, static amount => amount / 100);

    /// <summary>Stripe writes it without the decimals that ISO has.</summary>
    public static readonly ModelCurrency Mga = new("MGA", 1, static amount => amount * 100);

    public static IReadOnlyList<ModelCurrency> All { get; } = [Usd, Jpy, Kwd, Isk, Mga];

    /// <summary>As Stripe writes it.</summary>
    public string Lower => Code.ToLowerInvariant();

    /// <summary>A part of an amount, in per cent: at least one step, at most the whole.</summary>
    public long PartOf(long amount, int percent) => Math.Clamp(amount * percent / 100 / Step * Step, Math.Min(Step, amount), amount);

    public override string ToString() => Code;
}
