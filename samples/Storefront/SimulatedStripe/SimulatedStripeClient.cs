using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Stripe;
using Stripe.Checkout;

namespace Storefront.SimulatedStripe;

/// <summary>
/// Stripe's API, as far as this shop and Analyse.Stripe ask for it: a checkout session is made, and read, a price
/// is read, and events are listed. So the shop's own code is what it would be with an account.
/// </summary>
internal sealed class SimulatedStripeClient(SimulatedSessions sessions, SimulatedEvents events) : IStripeClient
{
    private const string Sessions = "/v1/checkout/sessions";
    private const string Prices = "/v1/prices";
    private const string Events = "/v1/events";
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

        if (method == HttpMethod.Get && path == Events)
        {
            return events.List((ListOptions)options);
        }

        if (method == HttpMethod.Get && IdIn(path, Sessions) is { } id && sessions.Find(id) is { } session)
        {
            return session.ToJson(withItems: options?.Expand?.Contains("line_items") is true);
        }

        if (method == HttpMethod.Get && IdIn(path, Prices) is { } price && sessions.FindByPrice(price) is { } sold)
        {
            return sold.PriceToJson();
        }

        throw new StripeException(HttpStatusCode.NotFound, new StripeError { Type = "invalid_request_error" }, "The simulation has no such object.");
    }

    private static string? IdIn(string path, string folder) =>
        path.StartsWith($"{folder}/", StringComparison.Ordinal) ? path[(folder.Length + 1)..] : null;
}
