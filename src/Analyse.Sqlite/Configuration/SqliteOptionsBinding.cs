using Analyse.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Analyse.Sqlite.Configuration;

/// <summary>Fills the options from the part <c>Sqlite</c> of the client's section, before any code does.</summary>
internal sealed class SqliteOptionsBinding(AnalyseSection section) : IConfigureOptions<AnalyseSqliteOptions>
{
    public void Configure(AnalyseSqliteOptions options) => section.Value?.GetSection("Sqlite").Bind(options);
}
