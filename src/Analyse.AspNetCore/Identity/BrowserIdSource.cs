using Analyse.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Analyse.AspNetCore.Identity;

/// <summary>Finds one id in a request; a value of another form is as good as none.</summary>
internal sealed class BrowserIdSource(BrowserIdOptions options, ILogger logger)
{
    private readonly Guarded<string, bool> _isValid = new(options.IsValid, logger.BrowserIdCheckFailed);

    public string? In(HttpRequest request) => InHeader(request.Headers) ?? InCookie(request.Cookies);

    public string? In(IFormCollection form) =>
        string.IsNullOrEmpty(options.FormField) ? null : Checked(form[options.FormField]);

    private string? InHeader(IHeaderDictionary headers) =>
        string.IsNullOrEmpty(options.Header) ? null : Checked(headers[options.Header]);

    private string? InCookie(IRequestCookieCollection cookies) =>
        string.IsNullOrEmpty(options.Cookie) ? null : Checked(cookies[options.Cookie]);

    private string? Checked(string? value) =>
        value is not null && BrowserIdForm.IsSafe(value) && _isValid.Run(value) ? value : null;
}
