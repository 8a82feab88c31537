using Microsoft.EntityFrameworkCore;

namespace Analyse.EntityFrameworkCore.TestShop.Data;

public static class DatabaseOptions
{
    public static DbContextOptionsBuilder Use(this DbContextOptionsBuilder builder, DatabaseKind kind, string connectionString) =>
        kind is DatabaseKind.Sqlite ? builder.UseSqlite(connectionString) : builder.UseNpgsql(connectionString);
}
