using Analyse.AspNetCore.Identity;
using Analyse.AspNetCore.Requests;
using Microsoft.AspNetCore.SignalR;

namespace Analyse.AspNetCore.Hubs;

/// <summary>
/// Makes the state of each call of a hub. Ids and page are the connection's; they are read when it opens, because its
/// request may be gone while a call still runs.
/// </summary>
internal sealed class HubStates(PersonReader persons, BrowserIdReader browserIds)
{
    public RequestState Of(HubCallerContext caller)
    {
        var origin = caller.Features.Get<HubOrigin>();
        return new RequestState(origin?.Address, origin?.Ids ?? default, persons.Read(caller.User));
    }

    public void Remember(HubCallerContext caller)
    {
        if (caller.GetHttpContext() is { } request)
        {
            caller.Features.Set(new HubOrigin(RequestAddress.Of(request, isFromScript: true), browserIds.Read(request)));
        }
    }

    private sealed record HubOrigin(RequestAddress Address, BrowserIds Ids);
}
