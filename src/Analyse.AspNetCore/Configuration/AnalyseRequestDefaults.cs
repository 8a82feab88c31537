namespace Analyse.AspNetCore.Configuration;

/// <summary>The defaults of <see cref="AnalyseRequestOptions"/>.</summary>
internal static class AnalyseRequestDefaults
{
    public const string AnalyseSectionName = "Analyse";
    public const string SectionName = "Request";
    public const string AnonymousIdHeader = "X-Analyse-Anonymous-Id";
    public const string AnonymousIdCookie = "analyse_anon_id";
    public const string SessionIdHeader = "X-Analyse-Session-Id";
    public const string SessionIdCookie = "analyse_session_id";

    public static readonly TimeSpan AnonymousIdCookieLifetime = TimeSpan.FromDays(365);
    public static readonly TimeSpan ResponseFlushTimeout = TimeSpan.FromSeconds(1);
}
