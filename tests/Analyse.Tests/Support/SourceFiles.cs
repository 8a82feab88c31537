namespace Analyse.Tests.Support;

/// <summary>The files that a project is made of.</summary>
internal static class SourceFiles
{
    public static IEnumerable<(string Path, string Namespace)> Of(string project)
    {
        var folder = Path.Combine(Root(), "src", project);
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(path =>
            (path, Path.GetRelativePath(Path.GetDirectoryName(folder)!, Path.GetDirectoryName(path)!).Replace(Path.DirectorySeparatorChar, '.')));
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Analyse.AspNetCore.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder;
    }
}
