using Analyse.Inspector.Answers;
using Analyse.Inspector.Ingest;
using Analyse.Inspector.Serialization;
using Microsoft.AspNetCore.Http;

namespace Analyse.Inspector.Endpoints;

/// <summary><c>GET answer</c> and <c>PUT answer</c>: how the ingest endpoints answer.</summary>
internal sealed class AnswerEndpoint(InspectorInstance inspector)
{
    private const int MaxBodyBytes = 4096;

    public Task GetAsync(HttpContext context) =>
        JsonResponse.WriteAsync(context, StatusCodes.Status200OK, json => json.WriteAnswer(inspector.Answers.Current));

    public async Task PutAsync(HttpContext context)
    {
        var problems = new Findings();
        var body = await RequestBody.ReadAsync(context, MaxBodyBytes).ConfigureAwait(false);

        if (AnswerReader.Read(body, problems) is not { } answer)
        {
            await JsonResponse.WriteErrorAsync(context, StatusCodes.Status400BadRequest, problems[0].Message, problems).ConfigureAwait(false);
            return;
        }

        inspector.Answers.Set(answer);
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, json => json.WriteAnswer(answer)).ConfigureAwait(false);
    }
}
