using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Analyse.EntityFrameworkCore.Sql;

/// <summary>What is known of a column that holds text.</summary>
internal static class TextColumn
{
    /// <summary>How many characters it takes; <see langword="null"/>: any number.</summary>
    public static int? LengthOf(IProperty property) =>
        (property.FindTypeMapping() as RelationalTypeMapping)?.Size ?? property.GetMaxLength();
}
