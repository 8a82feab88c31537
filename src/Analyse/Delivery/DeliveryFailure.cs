using Analyse.Transport;

namespace Analyse.Delivery;

/// <summary>Says in one sentence why not everything was delivered, and what becomes of it.</summary>
internal static class DeliveryFailure
{
    public static AnalyseDeliveryException Of(in SendReport report, long kept, long dead) =>
        Make(Explain(report.Verdict, report.Answer), report.Answer, kept, dead);

    public static AnalyseDeliveryException Of(GateState blockedBy, TimeSpan wait, long kept) => Make(
        blockedBy switch
        {
            GateState.KeyRefused => "The service refused the key of this client: check PublicKey. No attempt was made now",
            GateState.Misrouted => "What answers at the configured host is not the service: check Host. No attempt was made now",
            _ => "The service asked to wait. No attempt was made now",
        } + $"; the next one is in {wait.TotalSeconds:F0} s",
        default,
        kept,
        dead: 0);

    public static AnalyseDeliveryException OfSingle(Verdict verdict, in TransportAnswer answer) => new(
        Explain(verdict, answer) + ". The event is kept nowhere.", answer.Failure)
    {
        StatusCode = answer.Status,
    };

    public static AnalyseDeliveryException Faulted(Exception fault) => new(
        "The delivery met an error of its own. The events are kept and tried again.", fault);

    public static AnalyseDeliveryException Stopped(long lost) => new(
        $"The client was shut down before everything was delivered: {lost} events are lost.");

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

    private static AnalyseDeliveryException Make(string why, in TransportAnswer answer, long kept, long dead) => new(
        $"{why}. {kept} events are kept and tried again, {dead} were put aside.", answer.Failure)
    {
        StatusCode = answer.Status,
        Kept = kept,
        DeadLettered = dead,
    };
}
