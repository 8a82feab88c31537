using Analyse.Storage;

namespace Analyse.Sqlite.Storage;

/// <summary>
/// What was in the file at one moment, whichever process put it there, and in memory while the disk took nothing. The process
/// that has the lease delivers it; the others see it go.
/// </summary>
/// <param name="thread">Reads the file.</param>
/// <param name="writer">Has it.</param>
/// <param name="last">The number of the last event in it.</param>
/// <param name="pending">Events in memory that the disk did not take.</param>
internal sealed class SqliteMark(StoreThread thread, StoreWriter writer, long last, long pending) : IStoreMark
{
    public string? Obstacle => writer.Problem;

    public static async ValueTask<IStoreMark> SetAsync(StoreThread thread, StoreWriter writer)
    {
        var (last, pending) = await thread.RunAsync(writer.Mark).ConfigureAwait(false);
        return new SqliteMark(thread, writer, last, pending);
    }

    public ValueTask<long> CountLeftAsync(CancellationToken cancellationToken) =>
        new(thread.RunAsync(() => writer.CountLeft(last, pending)));
}
