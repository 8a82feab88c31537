using System.Security.Claims;
using Analyse.AspNetCore.Identity;
using Analyse.Extensibility;

namespace Analyse.AspNetCore.Requests;

/// <summary>
/// Who and where, of one request or one call of a hub; all its trackers share it, on any thread. It has no way to the
/// HttpContext, which the server uses again for somebody else: the request's own thread writes here what changes, until
/// the request ends.
/// </summary>
internal sealed class RequestState(RequestReaders readers)
{
    private volatile RequestSnapshot? _snapshot;

    // The user, while the request lives, because the id is resolved at each capture; the id when the request is over, or when
    // the application said who signed in.
    private volatile object? _person;
    private volatile BrowserIds? _laterIds;
    private volatile bool _isHeld;
    private volatile bool _isEnded;

    /// <summary>Whether the address stays as it is, whatever the pipeline makes of the request.</summary>
    public bool IsPinned { get; set; }

    /// <summary>Whether anything is known. Before that, no scope uses this state.</summary>
    public bool IsDescribed => _snapshot is not null;

    /// <summary>Whether a scope uses this state.</summary>
    public bool IsHeld => _isHeld;

    /// <summary>Where captures are noted, when the response waits for them.</summary>
    public CapturedEvents? Captured { get; set; }

    public string? PersonId => _person switch
    {
        ClaimsPrincipal user => readers.Persons.Read(user),
        string id => id,
        _ => null,
    };

    public string? AnonymousId => _snapshot?.AnonymousIdBy(readers.BrowserIds) ?? _laterIds?.AnonymousId;

    public string? SessionId => _snapshot?.SessionIdBy(readers.BrowserIds) ?? _laterIds?.SessionId;

    public PageContext? Page => _snapshot?.Page;

    public RequestSnapshot? Snapshot => _snapshot;

    public RequestReaders Readers => readers;

    /// <summary>A state that only <see cref="SignedInAs"/> changes.</summary>
    public static RequestState Of(RequestReaders readers, RequestSnapshot? snapshot, string? personId) =>
        new(readers) { _snapshot = snapshot, _person = personId };

    public void SignedInAs(string personId)
    {
        lock (this)
        {
            _person = personId;
        }
    }

    public void Describe(RequestSnapshot snapshot) => _snapshot = snapshot;

    /// <summary>Adds ids that were not known at the start: one that this response gives the browser, or those of a form.</summary>
    public void Add(BrowserIds ids)
    {
        lock (this)
        {
            _laterIds = _laterIds?.Or(ids) ?? ids;
        }
    }

    public void SetUser(ClaimsPrincipal? user)
    {
        lock (this)
        {
            _person = _isEnded || _person is string ? _person : user;
        }
    }

    /// <summary>Lets a scope use this state, which then outlives the request.</summary>
    /// <returns>
    /// False when nothing is known of the request, and when it is over: what begins then, such as a loop that it started, is
    /// not the visitor's doing.
    /// </returns>
    public bool TryHold()
    {
        lock (this)
        {
            var canHold = IsDescribed && !_isEnded;
            _isHeld |= canHold;
            return canHold;
        }
    }

    /// <summary>Keeps what is known. The id is resolved now, because a server may take the user's handles back.</summary>
    public void End()
    {
        lock (this)
        {
            _isEnded = true;
        }

        if (_isHeld && _person is ClaimsPrincipal user)
        {
            var personId = readers.Persons.Read(user);
            lock (this)
            {
                _person = ReferenceEquals(_person, user) ? personId : _person;
            }
        }
    }
}
