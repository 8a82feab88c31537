namespace Analyse.EntityFrameworkCore.DependencyInjection;

/// <summary>Finds settings that cannot work, with the name and the value of each.</summary>
internal static class OutboxOptionsCheck
{
    public static void ThrowIfInvalid(AnalyseOutboxOptions options)
    {
        AtLeast(options.Lease, TimeSpan.FromSeconds(1), nameof(options.Lease));
        AtLeast(options.PollInterval, TimeSpan.FromMilliseconds(10), nameof(options.PollInterval));
        AtLeast(options.IdlePollInterval, options.PollInterval, nameof(options.IdlePollInterval));
        AtLeast(options.CommandTimeout, TimeSpan.FromSeconds(1), nameof(options.CommandTimeout));
    }

    private static void AtLeast(TimeSpan value, TimeSpan least, string name)
    {
        if (value < least)
        {
            throw new ArgumentException($"{name} of the outbox is {value}; it must be at least {least}.");
        }
    }
}
