using Analyse.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Analyse.AspNetCore.Identity;

/// <summary>Finds one id in what a request said. A value of another form is ignored.</summary>
internal sealed class BrowserIdSource(BrowserIdOptions options, ILogger logger)
{
    private readonly Guarded<string, bool> _isValid = new(options.IsValid, logger.BrowserIdCheckFailed);

    public bool IsInForms => !string.IsNullOrEmpty(options.FormField);

    /// <summary>The header as it was sent, for <see cref="Find"/> to check later.</summary>
    public string? HeaderOf(IHeaderDictionary headers) => string.IsNullOrEmpty(options.Header) ? null : (string?)headers[options.Header];

    public string? Find(string? header, StringValues cookies) =>
        Checked(header) ?? (string.IsNullOrEmpty(options.Cookie) ? null : Checked(CookieHeader.ValueOf(options.Cookie, cookies)));

    public string? In(IFormCollection form) => IsInForms ? Checked(form[options.FormField!]) : null;

    private string? Checked(string? value) =>
        value is not null && BrowserIdForm.IsSafe(value) && _isValid.Run(value) ? value : null;
}
