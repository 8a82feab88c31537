using Analyse.AspNetCore.Identity;

namespace Analyse.AspNetCore.Requests;

/// <summary>
/// Who and where, of one request or one call of a hub; all its trackers share it. While the request lives, what may
/// change is read from it. When it ends, what is known stays and the request is let go, because the server uses its
/// HttpContext again, for somebody else.
/// </summary>
internal sealed class RequestState(RequestAddress? address, BrowserIds ids, string? personId, LiveRequest? request = null)
{
    private readonly Lock _gate = new();
    private LiveRequest? _request = request;
    private BrowserIds _ids = ids;
    private string? _personId = personId;
    private string? _signedInAs;

    /// <summary>Whether a tracker asked who and where it is, which it does at each capture.</summary>
    public bool WasAsked { get; private set; }

    public string? PersonId
    {
        get
        {
            lock (_gate)
            {
                _personId = _request is null ? _personId : _request.PersonId;
                return _signedInAs ?? _personId;
            }
        }
    }

    public BrowserIds Ids
    {
        get
        {
            lock (_gate)
            {
                _ids = _request is null ? _ids : _ids.Or(_request.FormIds);
                return _ids;
            }
        }
    }

    public PageContext? Page => address?.Page;

    /// <summary>A state without a request: nobody and nowhere, until somebody signs in.</summary>
    public static RequestState Empty() => new(address: null, default, personId: null);

    /// <summary>The same state, with a note that it was asked for.</summary>
    public RequestState Ask()
    {
        WasAsked = true;
        return this;
    }

    public void SignedInAs(string personId)
    {
        lock (_gate)
        {
            _signedInAs = personId;
        }
    }

    /// <summary>Sets the anonymous id that this response gives the browser.</summary>
    public void Issue(string anonymousId)
    {
        lock (_gate)
        {
            _ids = _ids with { AnonymousId = anonymousId };
        }
    }

    /// <summary>Keeps what is known and lets the request go.</summary>
    public void End()
    {
        lock (_gate)
        {
            _personId = PersonId;
            _ids = Ids;
            _request = null;
        }
    }
}
