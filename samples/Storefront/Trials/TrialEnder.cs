using Analyse;
using Microsoft.Extensions.Options;
using Storefront.Accounts;

namespace Storefront.Trials;

/// <summary>Ends trials whose time is over. No request, so no tracker: the client is told who it is.</summary>
internal sealed class TrialEnder(AccountStore accounts, IAnalyseClient analyse, IOptions<TrialOptions> options, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CheckEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            EndTrials();
        }
    }

    private void EndTrials()
    {
        foreach (var account in accounts.All)
        {
            if (account.Trial?.EndsAt <= clock.GetUtcNow() && account.EndTrial() is { } trial)
            {
                analyse.Capture(new TrialEnded(trial.Plan, converted: false)
                {
                    PersonId = account.Id,
                    Reason = TrialEndedReason.Expired,
                    LeadsToSubscription = true,
                    Timestamp = trial.EndsAt,
                });
            }
        }
    }
}
