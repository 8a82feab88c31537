namespace BillingWorker.Billing;

/// <summary>Bills again and again, with fresh services each time.</summary>
public sealed class BillingService(IServiceScopeFactory scopes, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<BillingRun>().BillOneAsync(stoppingToken);
        }
    }
}
