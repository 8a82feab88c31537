using Analyse.Sqlite.Sql;

namespace Analyse.Sqlite.Files;

/// <summary>The open file and its tables.</summary>
internal sealed class StoreFile : IDisposable
{
    // What a row takes besides its JSON, about.
    private const int RowOverhead = 128;

    private readonly string _path;
    private readonly Database _database;
    private readonly Statement _pages;
    private readonly Statement _freePages;
    private readonly Statement _version;
    private readonly long _pageSize;
    private long _seenVersion;

    public StoreFile(string path, Database database)
    {
        _path = path;
        _database = database;
        _pages = database.Prepare("PRAGMA page_count");
        _freePages = database.Prepare("PRAGMA freelist_count");
        _version = database.Prepare("PRAGMA data_version");
        _pageSize = database.QueryInt64("PRAGMA page_size");
        _seenVersion = First(_version);
        var hasAges = Schema.HasAges(database);
        Events = new EventTable(database, hasAges);
        Keys = new KeyTable(database);
        DeadLetters = new DeadLetterTable(database);
        Books = new BooksTable(database, hasAges);
        Age = new AgeTable(database);
        Lease = new LeaseTable(database);
        Ledger = new LedgerTable(database);
    }

    public EventTable Events { get; }

    public KeyTable Keys { get; }

    public DeadLetterTable DeadLetters { get; }

    public BooksTable Books { get; }

    public AgeTable Age { get; }

    public LeaseTable Lease { get; }

    public LedgerTable Ledger { get; }

    /// <summary>Bytes in use by queued events; the space of deleted rows, of dead letters and of the ledger is not.</summary>
    public long UsedBytes
    {
        get
        {
            var sums = Books.Read();
            var pages = ((First(_pages) - First(_freePages)) * _pageSize) - DeadLetterBytes(sums) - Ledger.Bytes;
            // No row takes more than twice its bytes: however wrong the rest is judged, it must not take the room of the queue.
            var most = 2 * (sums.Bytes + (sums.Waiting * RowOverhead));
            return Math.Clamp(pages, 0, most);
        }
    }

    /// <summary>Whether the path still leads to this file. SQLite would go on writing to one that was removed or replaced.</summary>
    public bool IsInPlace => File.Exists(_path) && !MovedFile.HasMoved(_database.Handle);

    /// <summary>What the dead letters take of the file, about.</summary>
    public static long DeadLetterBytes(in Tally sums) => (sums.DeadBytes + (sums.Dead * RowOverhead)) * 5 / 4;

    /// <summary>Whether another process has written since the last call.</summary>
    public bool HaveOthersWritten()
    {
        var version = First(_version);
        var changed = version != _seenVersion;
        _seenVersion = version;
        return changed;
    }

    /// <summary>Begins a transaction; everything that is done to the tables until its end is done together or not at all.</summary>
    public Transaction BeginWrite() => _database.BeginWrite();

    /// <summary>Begins a transaction in which everything is read as it was at one moment.</summary>
    public Transaction BeginRead() => _database.BeginRead();

    public void Dispose() => _database.Dispose();

    private static long First(Statement statement)
    {
        using var rows = statement.Query();
        return rows.Next() ? rows.Int64(0) : 0;
    }
}
