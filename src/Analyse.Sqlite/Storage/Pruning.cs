using Analyse.Sqlite.Files;

namespace Analyse.Sqlite.Storage;

/// <summary>Deletes, now and then, the keys and the dead letters that were kept for long enough.</summary>
internal sealed class Pruning(TimeProvider time)
{
    private static readonly TimeSpan _interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan _deadLettersKeptFor = TimeSpan.FromDays(30);

    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public void Prune(StoreFile file)
    {
        var now = time.GetUtcNow();
        if (now < _next)
        {
            return;
        }

        _next = now + _interval;
        file.DeadLetters.Prune(forgotten: now - _deadLettersKeptFor);
        while (file.Keys.Prune(forgotten: now - KeyRegister.KeptFor))
        {
        }
    }
}
