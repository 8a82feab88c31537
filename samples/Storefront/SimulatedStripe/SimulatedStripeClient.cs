using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Stripe;
using Stripe.Checkout;

namespace Storefront.SimulatedStripe;

/// <summary>
/// Stripe's API, as far as this shop and Analyse.Stripe ask for it: a checkout session is made, and read. So the shop's own
/// code is what it would be with an account.
/// </summary>
internal sealed class SimulatedStripeClient(SimulatedSessions sessions) : IStripeClient
{
    private const string Sessions = "/v1/checkout/sessions";
    private const string Nowhere = "http://localhost";

    public string ApiBase => Nowhere;

    public string ApiKey => "sk_test_simulated";

    public string ClientId => "";

    public string ConnectBase => Nowhere;

    public string FilesBase => Nowhere;

    public string MeterEventsBase => Nowhere;

    public Task<T> RequestAsync<T>(
        HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions, CancellationToken cancellationToken = default)
        where T : IStripeEntity =>
        Task.FromResult(StripeEntity.FromJson<T>(Answer(method, path, options).ToJsonString()));

    public Task<Stream> RequestStreamingAsync(
        HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions, CancellationToken cancellationToken = default) =>
        Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(Answer(method, path, options).ToJsonString())));

    private JsonObject Answer(HttpMethod method, string path, BaseOptions options)
    {
        if (method == HttpMethod.Post && path == Sessions)
        {
            return sessions.Create((SessionCreateOptions)options).ToJson();
        }

        if (method == HttpMethod.Get && path.StartsWith($"{Sessions}/", StringComparison.Ordinal)
            && sessions.Find(path[(Sessions.Length + 1)..]) is { } session)
        {
            return session.ToJson(withItems: options?.Expand?.Contains("line_items") is true);
        }

        throw new StripeException(HttpStatusCode.NotFound, new StripeError { Type = "invalid_request_error" }, "The simulation has no such object.");
    }
}
