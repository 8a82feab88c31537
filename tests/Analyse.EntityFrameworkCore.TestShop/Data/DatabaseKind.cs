namespace Analyse.EntityFrameworkCore.TestShop.Data;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}
