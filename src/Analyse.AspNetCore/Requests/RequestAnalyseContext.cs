using Microsoft.AspNetCore.Http;

namespace Analyse.AspNetCore.Requests;

/// <summary>
/// The context of a scope: that of the request in which the scope was made. It is found once, here, because what flows
/// on after the request, such as a loop that it started, is not the visitor's doing.
/// </summary>
internal sealed class RequestAnalyseContext(IHttpContextAccessor accessor, RequestStates states) : IAnalyseContext
{
    private RequestState _state = accessor.HttpContext is { } request ? states.Of(request) : RequestState.Empty();

    public string? PersonId => _state.Ask().PersonId;

    public string? AnonymousId => _state.Ask().Ids.AnonymousId;

    public string? SessionId => _state.Ask().Ids.SessionId;

    public PageContext? Page => _state.Ask().Page;

    public void SignedInAs(string personId) => _state.SignedInAs(personId);

    /// <summary>Replaces the state, where the scope belongs to less than the whole request.</summary>
    public void Enter(RequestState state) => _state = state;
}
