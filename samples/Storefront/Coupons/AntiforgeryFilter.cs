using Microsoft.AspNetCore.Antiforgery;

namespace Storefront.Coupons;

/// <summary>Razor Pages check the antiforgery token by themselves, an endpoint called by a script does not.</summary>
internal sealed class AntiforgeryFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await antiforgery.IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : Results.Problem("Reload the page and try again.", statusCode: StatusCodes.Status400BadRequest);
}
