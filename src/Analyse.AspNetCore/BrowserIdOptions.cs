namespace Analyse.AspNetCore;

/// <summary>
/// Where an id that the browser keeps is found in a request, and what it looks like. The first source that holds a value
/// of the right form counts: header, cookie, form field. A source whose name is <see langword="null"/> or empty is not read.
/// </summary>
public sealed class BrowserIdOptions
{
    /// <summary>The name of the header.</summary>
    /// <value><c>X-Analyse-Anonymous-Id</c> and <c>X-Analyse-Session-Id</c>.</value>
    public string? Header { get; set; }

    /// <summary>The name of the cookie.</summary>
    /// <value><c>analyse_anon_id</c> and <c>analyse_session_id</c>.</value>
    public string? Cookie { get; set; }

    /// <summary>The name of the form field. It is read only when something else, such as model binding, has read the form already.</summary>
    /// <value><see langword="null"/>: not read.</value>
    public string? FormField { get; set; }

    /// <summary>
    /// Whether a value has the right form. It is asked only for values of 1 to 128 visible ASCII characters; anything else
    /// is ignored in any case, because the browser is not trusted.
    /// </summary>
    /// <value>For the anonymous id: a UUID, as in <c>f81d4fae-7dec-41d0-8765-00a0c91e6bf6</c>. For the session id: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</value>
    public Func<string, bool> IsValid { get; set; } = static _ => true;
}
