using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Analyse.AspNetCore.Requests;

/// <summary>Begins the state of each request in front of the whole pipeline, so that trackers work wherever they are used.</summary>
internal sealed class RequestStartFilter(RequestStates states) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(pipeline => context =>
        {
            states.Begin(context);
            return pipeline(context);
        });
        next(app);
    };
}
