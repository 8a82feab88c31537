using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Analyse.EntityFrameworkCore.Storage;

/// <summary>Tidies the ledger at start and every hour; every minute while the database does not let it.</summary>
internal sealed class LedgerUpkeep<TContext>(OutboxLedger<TContext> ledger, RelaySwitch relay, IAnalyseClient client, TimeProvider time) : BackgroundService
    where TContext : DbContext
{
    private static readonly TimeSpan _interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan _soon = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!relay.IsOn)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            var isTidy = client.Status.State is not AnalyseDeliveryState.Off && await ledger.TryTidyAsync(stoppingToken).ConfigureAwait(false);
            await Task.Delay(isTidy ? _interval : _soon, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
