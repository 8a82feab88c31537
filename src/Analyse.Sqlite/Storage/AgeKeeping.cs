using Analyse.Sqlite.Files;
using Analyse.Storage;

namespace Analyse.Sqlite.Storage;

/// <summary>Keeps the age of the store in its file, so that it goes on where it was when the file is opened again.</summary>
/// <param name="age">The age of the store.</param>
/// <param name="time">The clocks.</param>
internal sealed class AgeKeeping(SeenTime age, TimeProvider time)
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);

    private long? _recordedAt;

    /// <summary>A file was opened.</summary>
    public void Begin(StoreFile file)
    {
        var (passed, seenAt) = file.Age.Read();
        age.Begin(passed + SeenTime.Gap(seenAt, time.GetUtcNow()));
        _recordedAt = null;
    }

    /// <summary>Records the age when it is time.</summary>
    public void Keep(StoreFile file)
    {
        if (_recordedAt is not { } last || time.GetElapsedTime(last) >= _interval)
        {
            Record(file);
            _recordedAt = time.GetTimestamp();
        }
    }

    public void Record(StoreFile file) => age.Adopt(file.Age.Record(age.Now, time.GetUtcNow()));
}
