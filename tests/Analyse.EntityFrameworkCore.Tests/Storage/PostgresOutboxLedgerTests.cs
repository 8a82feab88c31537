using Analyse.EntityFrameworkCore.Tests.Support;
using Analyse.EntityFrameworkCore.TestShop.Data;
using Analyse.Tests.Storage;

namespace Analyse.EntityFrameworkCore.Tests.Storage;

public sealed class PostgresOutboxLedgerTests : LedgerContract
{
    protected override Task<ILedgerSite> OpenAsync() => LedgerSite.OpenAsync(DatabaseKind.Postgres);
}
