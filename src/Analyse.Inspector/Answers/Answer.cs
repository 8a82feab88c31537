namespace Analyse.Inspector.Answers;

/// <summary>How the ingest endpoints answer.</summary>
/// <param name="Status">200 for the normal checks, or a status from 400 to 599 that every request gets.</param>
/// <param name="RetryAfterSeconds">The value of the Retry-After header of a refusal, in seconds.</param>
/// <param name="DelayMilliseconds">How long each answer takes, in milliseconds.</param>
/// <param name="Requests">How many requests it is for; null until it is changed.</param>
internal sealed record Answer(int Status, int? RetryAfterSeconds, int DelayMilliseconds, int? Requests)
{
    public static Answer Normal { get; } = new(200, null, 0, null);

    public bool IsRefusal => Status >= 400;
}
