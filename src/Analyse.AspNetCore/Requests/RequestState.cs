using System.Security.Claims;
using Analyse.AspNetCore.Identity;

namespace Analyse.AspNetCore.Requests;

/// <summary>
/// Who and where, of one request or one call of a hub; all its trackers share it, on any thread. It has no way to the
/// HttpContext, which the server uses again for somebody else: the request's own thread writes here what changes, until
/// the request ends.
/// </summary>
internal sealed class RequestState(RequestReaders readers)
{
    private volatile RequestSnapshot? _snapshot;

    // The user, while the request lives, because the id is resolved at each capture; then the id.
    private volatile object? _person;
    private volatile string? _signedInAs;
    private volatile BrowserIds? _laterIds;
    private volatile bool _isHeld;
    private volatile bool _isEnded;

    /// <summary>Whether the address stays as it is, whatever the pipeline makes of the request.</summary>
    public bool IsPinned { get; set; }

    /// <summary>Whether the snapshot is whole. Before that, no scope uses this state.</summary>
    public bool IsDescribed { get; private set; }

    /// <summary>Whether a scope uses this state.</summary>
    public bool IsHeld => _isHeld;

    /// <summary>Whether a tracker asked who and where it is, which it does at each capture.</summary>
    public bool WasAsked { get; private set; }

    public string? PersonId => _signedInAs ?? _person switch
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

    public ClaimsPrincipal? User => _person as ClaimsPrincipal;

    /// <summary>A state that only <see cref="SignedInAs"/> changes.</summary>
    public static RequestState Of(RequestReaders readers, RequestSnapshot? snapshot, string? personId) =>
        new(readers) { _snapshot = snapshot, _person = personId };

    /// <summary>The same state, with a note that it was asked for.</summary>
    public RequestState Ask()
    {
        WasAsked = true;
        return this;
    }

    public void SignedInAs(string personId) => _signedInAs = personId;

    /// <summary>Keeps the address, before the rest of the snapshot is known.</summary>
    public void Pin(RequestSnapshot address)
    {
        _snapshot = address;
        IsPinned = true;
    }

    public void Describe(RequestSnapshot snapshot)
    {
        lock (this)
        {
            _snapshot = snapshot;
            IsDescribed = true;
        }
    }

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
            _person = _isEnded ? _person : user;
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
            _person = readers.Persons.Read(user);
        }
    }
}
