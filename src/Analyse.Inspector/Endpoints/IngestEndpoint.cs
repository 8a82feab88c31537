using System.Globalization;
using Analyse.Inspector.Ingest;
using Analyse.Inspector.Serialization;
using Microsoft.AspNetCore.Http;

namespace Analyse.Inspector.Endpoints;

/// <summary><c>POST v1/batch</c> and <c>POST v1/event</c>: reads the body and lets the stand-in answer.</summary>
internal sealed class IngestEndpoint(IngestService ingest, IngestForm form)
{
    // An application's own middleware may answer before the request gets here: a redirect to HTTPS, a sign-in page.
    private const string Mark = "X-Analyse-Inspector";

    /// <summary>Whether an answer came from an inspector and not from something before it.</summary>
    public static bool Answered(HttpResponseMessage response) => response.Headers.NonValidated.Contains(Mark);

    public Task HandleAsync(HttpContext context)
    {
        context.Response.Headers[Mark] = "1";
        LoopbackCors.Apply(context);

        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        return ReceiveAsync(context);
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        var reply = Unreadable(context.Request) is { } reason
            ? ingest.Refuse(StatusCodes.Status415UnsupportedMediaType, reason)
            : await ingest.ReceiveAsync(form, await RequestBody.ReadAsync(context, ingest.BodyLimit).ConfigureAwait(false), context.RequestAborted).ConfigureAwait(false);

        if (reply.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        await JsonResponse.WriteAsync(context, reply.Status, json => json.WriteReply(reply)).ConfigureAwait(false);
    }

    // A page of another site can post text or a form without asking the browser first; JSON it cannot.
    private static string? Unreadable(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            return "The content type must be application/json.";
        }

        return request.Headers.ContentEncoding.Count > 0 ? "The body must not be compressed." : null;
    }
}
