namespace Analyse.Diagnostics;

/// <summary>The category of every message, for a filter such as <c>"Logging:LogLevel:Analyse": "Debug"</c>.</summary>
internal static class LogCategory
{
    public const string Name = "Analyse";
}
