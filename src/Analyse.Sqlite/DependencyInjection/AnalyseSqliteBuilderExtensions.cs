using Analyse;
using Analyse.Sqlite;
using Analyse.Sqlite.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps captured events in a SQLite file until they are delivered.</summary>
public static class AnalyseSqliteBuilderExtensions
{
    /// <summary>Keeps captured events in a SQLite file, with the settings of the section <c>Analyse:Sqlite</c>. It is safe to call this twice.</summary>
    /// <param name="builder">What <c>AddAnalyse</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static IAnalyseBuilder AddSqliteStore(this IAnalyseBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSqliteSettings().ReplaceStore();
        return builder;
    }

    /// <summary>Keeps captured events in this SQLite file.</summary>
    /// <param name="builder">What <c>AddAnalyse</c> returned.</param>
    /// <param name="path">The file; a relative path begins at the application's content root.</param>
    /// <returns>The same builder.</returns>
    public static IAnalyseBuilder AddSqliteStore(this IAnalyseBuilder builder, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return builder.AddSqliteStore(options => options.Path = path);
    }

    /// <summary>Keeps captured events in a SQLite file, with settings made in code, which win over those of the configuration.</summary>
    /// <param name="builder">What <c>AddAnalyse</c> returned.</param>
    /// <param name="configure">Sets the settings.</param>
    /// <returns>The same builder.</returns>
    public static IAnalyseBuilder AddSqliteStore(this IAnalyseBuilder builder, Action<AnalyseSqliteOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddSqliteStore();
        builder.Services.Configure(configure);
        return builder;
    }
}
