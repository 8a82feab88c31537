using Analyse.AspNetCore.Requests;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Analyse.AspNetCore.Hubs;

/// <summary>Fills the scope of each call of a hub with the connection's user, ids and page.</summary>
internal sealed class AnalyseHubFilter(HubStates states) : IHubFilter
{
    public ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        Fill(invocationContext.ServiceProvider, invocationContext.Context);
        return next(invocationContext);
    }

    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        states.Remember(context.Context);
        Fill(context.ServiceProvider, context.Context);
        return next(context);
    }

    public Task OnDisconnectedAsync(
        HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        Fill(context.ServiceProvider, context.Context);
        return next(context, exception);
    }

    private void Fill(IServiceProvider scope, HubCallerContext caller)
    {
        if (scope.GetRequiredService<IAnalyseContext>() is RequestAnalyseContext context)
        {
            context.Enter(states.Of(caller));
        }
    }
}
