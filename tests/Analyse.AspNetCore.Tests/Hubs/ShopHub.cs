using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Analyse.AspNetCore.Tests.Hubs;

/// <summary>Captures at each turn of a connection's life.</summary>
internal sealed class ShopHub(IAnalyseTracker analyse, IServiceScopeFactory scopes, HubWork work) : Hub
{
    public override Task OnConnectedAsync()
    {
        analyse.Capture("connected");
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        analyse.Capture("disconnected");
        work.Disconnected.TrySetResult();
        return Task.CompletedTask;
    }

    public string Buy() => analyse.Capture("bought").ToString();

    public string SignIn(string person)
    {
        analyse.SignedInAs(person);
        return analyse.Capture("signed_in").ToString();
    }

    public void StartWork() => work.Run(analyse);

    public Task StartDetached(string person) => work.Detached.Start(person, scopes);
}
