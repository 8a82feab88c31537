using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Analyse.AspNetCore.Health;

/// <summary>Tells how the delivery of events is doing, with figures and without secrets.</summary>
internal sealed class AnalyseHealthCheck(IAnalyseClient client) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = client.Status;
        var result = status.IsDegraded
            ? new HealthCheckResult(context.Registration.FailureStatus, Describe(status), data: DataOf(status))
            : HealthCheckResult.Healthy(Describe(status), DataOf(status));
        return Task.FromResult(result);
    }

    private static string Describe(AnalyseStatus status) => status.StoreProblem ?? status.State switch
    {
        AnalyseDeliveryState.Off => "Analyse is off: events are neither captured nor sent.",
        AnalyseDeliveryState.Retrying => "The last attempt to deliver events failed. They are kept and tried again.",
        AnalyseDeliveryState.AskedToWait => "The service asked for a pause. Events are kept.",
        AnalyseDeliveryState.KeyRefused => "The service refuses the key: check Analyse:PublicKey. Events are kept.",
        AnalyseDeliveryState.Misrouted => "What answers at the configured host is not the service: check Analyse:Host. Events are kept.",
        AnalyseDeliveryState.Rejecting => "The service rejects every event: check that this version of Analyse fits the service, and proxies. Events are kept.",
        AnalyseDeliveryState.Delayed => "Events are delivered, but the oldest has been queued for more than a minute.",
        AnalyseDeliveryState.Closed => "The client was shut down.",
        _ => "Events are delivered.",
    };

    private static Dictionary<string, object> DataOf(AnalyseStatus status) => new()
    {
        ["state"] = status.State.ToString(),
        ["next_attempt_seconds"] = status.NextAttemptIn.TotalSeconds,
        ["captured"] = status.Counts.Captured,
        ["delivered"] = status.Counts.Delivered,
        ["waiting"] = status.Counts.Waiting,
        ["waiting_bytes"] = status.WaitingBytes,
        ["oldest_waiting_seconds"] = status.OldestWaiting.TotalSeconds,
        ["duplicates"] = status.Counts.Duplicates,
        ["refused"] = status.Counts.Refused,
        ["dead_lettered"] = status.Counts.DeadLettered,
        ["lost"] = status.Counts.Lost,
    };
}
