namespace BillingWorker.Billing;

/// <summary>Bills again and again, with fresh services each time.</summary>
public sealed class BillingService(IServiceScopeFactory scopes, TimeProvider time, ILogger<BillingService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<BillingRun>().BillOneAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(failure, "Nothing was billed; the next run tries again");
            }
        }
    }
}
