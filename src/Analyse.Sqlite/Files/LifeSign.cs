namespace Analyse.Sqlite.Files;

/// <summary>
/// Shows other processes that this one lives: a file beside the store that the operating system keeps locked until the
/// process ends, however it ends. A successor need not wait for the lease of a process that was killed.
/// </summary>
internal sealed class LifeSign(string path)
{
    private readonly string _path = path + "-lease";
    private FileStream? _locked;

    /// <summary>Gives the sign.</summary>
    /// <returns><see langword="false"/>: another process gives it, or this file system cannot tell.</returns>
    public bool TryGive()
    {
        if (_locked is not null)
        {
            return true;
        }

        _locked = TryLock();
        if (_locked is not null && TryLock() is { } second)
        {
            // A lock that can be had twice proves nothing.
            second.Dispose();
            Take();
        }

        return _locked is not null;
    }

    /// <summary>Takes the sign away.</summary>
    public void Take()
    {
        _locked?.Dispose();
        _locked = null;
    }

    private FileStream? TryLock()
    {
        try
        {
            OwnFiles.RefuseLink(_path);
            return OwnFiles.Open(_path, FileMode.OpenOrCreate);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
