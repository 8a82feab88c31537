using Analyse.Inspector.Ingest;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;

namespace Analyse.Inspector.Endpoints;

/// <summary>What is reachable below the inspector's path.</summary>
internal static class InspectorEndpoints
{
    public static IEndpointConventionBuilder Map(RouteGroupBuilder group, InspectorInstance inspector)
    {
        var events = new EventsEndpoint(inspector);
        var answer = new AnswerEndpoint(inspector);

        MapIngest(group, "v1/batch", new IngestEndpoint(inspector.Ingest, IngestForm.Batch));
        MapIngest(group, "v1/event", new IngestEndpoint(inspector.Ingest, IngestForm.Event));

        group.MapGet("events", events.GetAsync);
        group.MapDelete("events", SameOrigin.Only(events.DeleteAsync));
        group.MapGet("answer", answer.GetAsync);
        group.MapPut("answer", SameOrigin.Only(answer.PutAsync));
        group.MapGet("stream", new StreamEndpoint(inspector).GetAsync).WithMetadata(new DisableRequestTimeoutAttribute());

        group.MapMethods("", [HttpMethods.Get, HttpMethods.Head], PageEndpoint.GetPageAsync);
        group.MapMethods("page/{name}", [HttpMethods.Get, HttpMethods.Head], PageEndpoint.GetFileAsync);

        return group.ExcludeFromDescription();
    }

    // Like the service itself, ingest asks for nothing but the public key, even where the application demands more by default.
    private static void MapIngest(RouteGroupBuilder group, string pattern, IngestEndpoint endpoint) =>
        group.MapMethods(pattern, [HttpMethods.Post, HttpMethods.Options], endpoint.HandleAsync).WithMetadata(new AllowAnonymousAttribute());
}
