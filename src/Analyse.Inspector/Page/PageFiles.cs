using System.Collections.Frozen;
using System.Text;

namespace Analyse.Inspector.Page;

/// <summary>The files of the page, embedded in the assembly, so that it needs nothing from the network.</summary>
internal static class PageFiles
{
    private const string IndexName = "index.html";
    private const string RootPlaceholder = "{root}";

    private static readonly FrozenDictionary<string, PageFile> _files = Load();
    private static readonly string _index = Encoding.UTF8.GetString(_files[IndexName].Content.Span);

    /// <summary>The page, with links that begin at <paramref name="root"/>.</summary>
    public static byte[] Index(string root) => Encoding.UTF8.GetBytes(_index.Replace(RootPlaceholder, root, StringComparison.Ordinal));

    public static PageFile? Find(string name) => name is IndexName ? null : _files.GetValueOrDefault(name);

    private static FrozenDictionary<string, PageFile> Load()
    {
        var assembly = typeof(PageFiles).Assembly;
        var prefix = typeof(PageFiles).Namespace + ".";

        return assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(
                resource => resource[prefix.Length..],
                resource => new PageFile(ContentType(resource), Read(assembly.GetManifestResourceStream(resource)!)),
                StringComparer.Ordinal);
    }

    private static byte[] Read(Stream stream)
    {
        using (stream)
        {
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return content;
        }
    }

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"The page has no content type for {other} files."),
    };
}
