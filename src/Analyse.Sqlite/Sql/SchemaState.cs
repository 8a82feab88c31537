namespace Analyse.Sqlite.Sql;

/// <summary>Whose a database file is.</summary>
internal enum SchemaState
{
    /// <summary>A store of this version.</summary>
    Current,

    /// <summary>A store of an earlier version of this package.</summary>
    Older,

    /// <summary>A store of a later version of this package.</summary>
    Newer,

    /// <summary>Something else's database.</summary>
    Foreign,
}
