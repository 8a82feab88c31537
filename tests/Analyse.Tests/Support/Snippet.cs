using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Analyse.Tests.Support;

/// <summary>Compiles a statement as a user would write it.</summary>
internal static class Snippet
{
    private static readonly MetadataReference[] _references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>The errors and warnings of the statement; a client, a tracker, an event and a record are there to use.</summary>
    public static IReadOnlyList<string> Problems(string statement)
    {
        var code = $$"""
            #nullable enable
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using Analyse;

            internal sealed record Order(string Plan, int Seats);

            internal static class Program
            {
                public static void Run(IAnalyseClient client, AnalyseClient made, IAnalyseTracker tracker, AnalyseEvent captured, Order order)
                {
                    {{statement}}
                }
            }
            """;
        var compilation = CSharpCompilation.Create(
            "snippet",
            [CSharpSyntaxTree.ParseText(code)],
            _references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return [.. compilation.GetDiagnostics()
            .Where(problem => problem.Severity is DiagnosticSeverity.Error or DiagnosticSeverity.Warning)
            .Select(problem => problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];
    }
}
