namespace Analyse.AspNetCore.Requests;

/// <summary>
/// The context of a scope: that of the request in which the scope was made. It is found once, here, because what flows
/// on after the request, such as a loop that it started, is not the visitor's doing.
/// </summary>
internal sealed class RequestAnalyseContext(RequestStates states) : IAnalyseContext
{
    private RequestState _state = states.OfScope();

    public string? PersonId => _state.Ask().PersonId;

    public string? AnonymousId => _state.Ask().AnonymousId;

    public string? SessionId => _state.Ask().SessionId;

    public PageContext? Page => _state.Ask().Page;

    public void SignedInAs(string personId) => _state.SignedInAs(personId);

    /// <summary>Replaces the state, where the scope belongs to less than the whole request.</summary>
    public void Enter(RequestState state) => _state = state;
}
