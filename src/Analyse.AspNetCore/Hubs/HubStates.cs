using Analyse.AspNetCore.Requests;
using Microsoft.AspNetCore.SignalR;

namespace Analyse.AspNetCore.Hubs;

/// <summary>
/// Makes the state of each call of a hub. Ids and page are the connection's; they are read when it opens, because its
/// request may be gone while a call still runs.
/// </summary>
internal sealed class HubStates(RequestReaders readers)
{
    public RequestState Of(HubCallerContext caller) =>
        RequestState.Of(readers, caller.Features.Get<RequestSnapshot>(), readers.Persons.Read(caller.User));

    public void Remember(HubCallerContext caller)
    {
        if (caller.GetHttpContext() is { } request)
        {
            caller.Features.Set(RequestSnapshot.Of(request, readers.BrowserIds));
        }
    }
}
