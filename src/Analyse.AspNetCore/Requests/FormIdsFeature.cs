using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Analyse.AspNetCore.Requests;

/// <summary>Observes the form of a request: when something else parses it, the ids in its fields become known.</summary>
internal sealed class FormIdsFeature(IFormFeature inner, RequestFeatures request) : IFormFeature
{
    public bool HasFormContentType => inner.HasFormContentType;

    public IFormCollection? Form
    {
        get => inner.Form;
        set
        {
            inner.Form = value;
            request.Take(value);
        }
    }

    public static void Install(HttpContext context, RequestFeatures request)
    {
        var inner = context.Features.Get<IFormFeature>()
            ?? new FormFeature(context.Request, (context as DefaultHttpContext)?.FormOptions ?? new FormOptions());
        context.Features.Set<IFormFeature>(new FormIdsFeature(inner, request));
    }

    public IFormCollection ReadForm()
    {
        var form = inner.ReadForm();
        request.Take(form);
        return form;
    }

    public async Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken)
    {
        var form = await inner.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        request.Take(form);
        return form;
    }
}
