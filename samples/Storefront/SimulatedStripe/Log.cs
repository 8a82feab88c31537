namespace Storefront.SimulatedStripe;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Type} {EventId}: attempt {Attempt} was answered with {Answer}.", EventName = "Delivered")]
    public static partial void Delivered(this ILogger logger, string type, string eventId, int attempt, int answer);

    [LoggerMessage(2, LogLevel.Warning, "{Type} {EventId}: attempt {Attempt} was answered with {Answer} (0: not at all), so it is sent again in {Seconds} s.", EventName = "SentAgain")]
    public static partial void SentAgain(this ILogger logger, string type, string eventId, int attempt, int answer, double seconds);
}
