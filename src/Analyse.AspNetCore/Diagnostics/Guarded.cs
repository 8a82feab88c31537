namespace Analyse.AspNetCore.Diagnostics;

/// <summary>Runs a function that the application gave: when it throws, that is reported once and a request is not harmed.</summary>
/// <param name="function">The application's function.</param>
/// <param name="report">Takes the type of the first exception.</param>
internal sealed class Guarded<TArgument, TResult>(Func<TArgument, TResult> function, Action<string> report)
{
    private int _isReported;

    public TResult? Run(TArgument argument)
    {
        try
        {
            return function(argument);
        }
        catch (Exception exception)
        {
            if (Interlocked.Exchange(ref _isReported, 1) == 0)
            {
                report(exception.GetType().FullName!);
            }

            return default;
        }
    }
}
