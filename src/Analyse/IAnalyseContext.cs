namespace Analyse;

/// <summary>
/// Who and where, for the scope it is resolved from. Empty by default; the ASP.NET Core package fills it from the request.
/// It is read at each capture, so that what becomes known late still counts.
/// </summary>
public interface IAnalyseContext
{
    /// <summary>The site's own id of the user, or <see langword="null"/>.</summary>
    string? PersonId { get; }

    /// <summary>The id of the device or browser, or <see langword="null"/>.</summary>
    string? AnonymousId { get; }

    /// <summary>The id of the browser's session, or <see langword="null"/>.</summary>
    string? SessionId { get; }

    /// <summary>The page, or <see langword="null"/>.</summary>
    PageContext? Page { get; }

    /// <summary>Sets the person for the rest of the scope.</summary>
    /// <param name="personId">The site's own id of the user.</param>
    void SignedInAs(string personId);
}
