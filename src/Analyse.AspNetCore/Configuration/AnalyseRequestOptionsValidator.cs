using System.Buffers;
using Microsoft.Extensions.Options;

namespace Analyse.AspNetCore.Configuration;

/// <summary>Finds every wrong setting at once; each message names the setting, its value and the mend.</summary>
internal sealed class AnalyseRequestOptionsValidator : IValidateOptions<AnalyseRequestOptions>
{
    private static readonly TimeSpan _shortestLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longestLifetime = TimeSpan.FromDays(400);
    private static readonly TimeSpan _shortestFlush = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _longestFlush = TimeSpan.FromMinutes(1);

    // What RFC 9110 calls a token: the characters of header and cookie names.
    private static readonly SearchValues<char> _token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public ValidateOptionsResult Validate(string? name, AnalyseRequestOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        CheckLists(result, options);
        CheckSources(result, nameof(options.AnonymousId), options.AnonymousId);
        CheckSources(result, nameof(options.SessionId), options.SessionId);
        CheckCookie(result, options);
        CheckTime(result, nameof(options.ResponseFlushTimeout), options.ResponseFlushTimeout, _shortestFlush, _longestFlush);
        return result.Build();
    }

    private static void CheckLists(ValidateOptionsResultBuilder result, AnalyseRequestOptions options)
    {
        if (options.PersonIdClaimTypes.Any(string.IsNullOrWhiteSpace))
        {
            Fail(result, nameof(options.PersonIdClaimTypes), "holds a blank entry: name a claim type, such as \"sub\", or remove it.");
        }

        foreach (var path in options.ExcludedPaths.Where(path => path is null || !path.StartsWith('/')))
        {
            Fail(result, nameof(options.ExcludedPaths), $"holds \"{path}\": a path starts with a slash, such as \"/health\".");
        }
    }

    private static void CheckSources(ValidateOptionsResultBuilder result, string id, BrowserIdOptions options)
    {
        CheckToken(result, $"{id}:{nameof(options.Header)}", options.Header);
        CheckToken(result, $"{id}:{nameof(options.Cookie)}", options.Cookie);
        if (options.IsValid is null)
        {
            Fail(result, $"{id}:{nameof(options.IsValid)}", "is null: leave it as it is, or give a function.");
        }
    }

    private static void CheckCookie(ValidateOptionsResultBuilder result, AnalyseRequestOptions options)
    {
        var setting = nameof(options.AnonymousIdCookieLifetime);
        CheckTime(result, setting, options.AnonymousIdCookieLifetime, _shortestLifetime, _longestLifetime);
        if (options.IssueAnonymousIdCookie && string.IsNullOrEmpty(options.AnonymousId.Cookie))
        {
            setting = nameof(options.IssueAnonymousIdCookie);
            Fail(result, setting, "is true, but AnonymousId:Cookie has no name: name the cookie, or set it to false.");
        }
    }

    private static void CheckToken(ValidateOptionsResultBuilder result, string setting, string? value)
    {
        if (value.AsSpan().ContainsAnyExcept(_token))
        {
            Fail(result, setting, $"is \"{value}\", which is no name: use letters, digits and hyphens, or leave it empty to switch it off.");
        }
    }

    private static void CheckTime(ValidateOptionsResultBuilder result, string setting, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            Fail(result, setting, $"is {value}: set it from {least} to {most}.");
        }
    }

    private static void Fail(ValidateOptionsResultBuilder result, string setting, string message) =>
        result.AddError($"Analyse:Request:{setting} {message}");
}
