using Analyse.Transport;

namespace Analyse.Delivery;

/// <summary>Says in one sentence why not everything was delivered, and what becomes of it.</summary>
internal static class DeliveryFailure
{
    public static AnalyseDeliveryException Of(in SendReport report, long kept, long dead)
    {
        var reason = Explain(report.Verdict, report.Answer);
        return new AnalyseDeliveryException(
            $"{reason}. {kept} events are kept and tried again, {dead} were dead-lettered.", report.Answer.Failure)
        {
            Reason = reason,
            StatusCode = report.Answer.Status,
            Kept = kept,
            DeadLettered = dead,
        };
    }

    public static AnalyseDeliveryException Of(GateState blockedBy, TimeSpan wait, long kept)
    {
        var reason = Explain(blockedBy);
        return new AnalyseDeliveryException($"{NotTried(reason, wait)} {kept} events are kept and tried again.")
        {
            Reason = reason,
            Kept = kept,
        };
    }

    public static AnalyseDeliveryException OfSingle(Verdict verdict, in TransportAnswer answer) => new(
        Explain(verdict, answer) + ". The event is kept nowhere.", answer.Failure)
    {
        StatusCode = answer.Status,
    };

    public static AnalyseDeliveryException OfSingle(GateState blockedBy, TimeSpan wait) => new(
        NotTried(Explain(blockedBy), wait) + " The event is kept nowhere.");

    public static AnalyseDeliveryException Faulted(Exception fault) => new(
        "The delivery met an error of its own. The events are kept and tried again.", fault)
    {
        Reason = "The delivery met an error of its own",
    };

    public static AnalyseDeliveryException SwitchedOff(long kept)
    {
        const string Reason = "The client is switched off";
        return new($"{Reason}, so nothing is delivered. {kept} events are kept until it is switched on.") { Reason = Reason, Kept = kept };
    }

    public static AnalyseDeliveryException OfStore(string problem, long kept) => new(
        $"{problem} At least {kept} events are kept and tried again.")
    {
        Reason = problem.TrimEnd('.'),
        Kept = kept,
    };

    public static AnalyseDeliveryException OfStore(Exception failure)
    {
        const string Reason = "The store cannot be read";
        return new($"{Reason}, so nobody knows what is in it. What it holds is kept and tried again.", failure) { Reason = Reason };
    }

    public static AnalyseDeliveryException HeldElsewhere(long kept)
    {
        const string Reason = "Another process has claimed events and does not deliver them";
        return new($"{Reason}. At least {kept} events are kept and tried again.") { Reason = Reason, Kept = kept };
    }

    public static AnalyseDeliveryException Stopped() => new("The client was shut down before everything was delivered.")
    {
        Reason = "The client was shut down before everything was delivered",
    };

    public static AnalyseDeliveryException TimeIsOver() => new("The time to shut down was over before the service had answered.")
    {
        Reason = "The time to shut down was over before the service had answered",
    };

    /// <summary>The failure of the last flush, told when the client has stopped and nothing is tried again.</summary>
    public static AnalyseDeliveryException AtShutdown(AnalyseDeliveryException last, long kept, long lost) => new(
        $"{last.Reason}. The client was shut down: {kept} events are kept for the next start, {lost} are lost.", last.InnerException)
    {
        Reason = last.Reason,
        StatusCode = last.StatusCode,
        Kept = kept,
        DeadLettered = last.DeadLettered,
    };

    private static string NotTried(string reason, TimeSpan wait) =>
        $"{reason}. No attempt was made now; the next one is in {wait.TotalSeconds:F0} s.";

    private static string Explain(GateState blockedBy) => blockedBy switch
    {
        GateState.KeyRefused => "The service refused the key of this client: check PublicKey",
        GateState.Misrouted => "What answers at the configured host is not the service: check Host",
        GateState.Rejecting => "The service rejects every event: check that this version of Analyse fits the service, and proxies",
        _ => "The service asked to wait",
    };

    private static string Explain(Verdict verdict, in TransportAnswer answer)
    {
        var said = AnswerClassifier.Describe(answer);
        return verdict switch
        {
            Verdict.KeyRefused => $"The service refused the key ({said}): check PublicKey",
            Verdict.Misrouted => $"What answers at the configured host is not the service ({said}): check Host",
            Verdict.TooLarge => $"The service found the request too large ({said})",
            Verdict.Retry when answer.Status is null => $"The service could not be reached ({said})",
            Verdict.Retry => $"The service cannot take events now ({said})",
            _ => $"The service did not accept everything ({said})",
        };
    }
}
