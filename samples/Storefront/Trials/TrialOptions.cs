namespace Storefront.Trials;

/// <summary>How long a trial is. In Development a day lasts ten seconds, so that its end can be watched.</summary>
internal sealed class TrialOptions
{
    public const string Section = "Trials";

    public int Days { get; set; } = 14;

    public TimeSpan DayLength { get; set; } = TimeSpan.FromDays(1);

    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromMinutes(1);
}
