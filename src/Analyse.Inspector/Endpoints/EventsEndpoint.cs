using Analyse.Inspector.Serialization;
using Analyse.Inspector.Store;
using Microsoft.AspNetCore.Http;

namespace Analyse.Inspector.Endpoints;

/// <summary><c>GET events</c> and <c>DELETE events</c>: what has arrived, for tests and scripts.</summary>
internal sealed class EventsEndpoint(InspectorInstance inspector)
{
    public Task GetAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var events = EventFilter.Apply(inspector.Events.All(), query["person"], query["name"]);
        return JsonResponse.WriteAsync(context, StatusCodes.Status200OK, json => json.WriteEvents(events));
    }

    public Task DeleteAsync(HttpContext context)
    {
        inspector.Events.Clear();
        inspector.Requests.Clear();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
