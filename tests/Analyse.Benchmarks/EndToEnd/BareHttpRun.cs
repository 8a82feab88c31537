using System.Net.Http.Headers;
using Analyse.Benchmarks.Service;

namespace Analyse.Benchmarks.EndToEnd;

/// <summary>What the platform's HTTP handler allocates for requests as the client makes them, which no client can avoid.</summary>
internal static class BareHttpRun
{
    private const int Requests = 2_000;
    private const int EventsPerRequest = 100;
    private const int BytesPerEvent = 309;

    /// <returns>Bytes for each event.</returns>
    public static async Task<double> MeasureAsync(ServiceProcess service)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { ActivityHeadersPropagator = null, AllowAutoRedirect = false, UseCookies = false });
        var address = new Uri(service.Address, "v1/batch");
        var body = new byte[EventsPerRequest * BytesPerEvent];
        await SendAsync(http, address, body);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Requests; i++)
        {
            await SendAsync(http, address, body);
        }

        return (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / (Requests * EventsPerRequest);
    }

    private static async Task SendAsync(HttpMessageInvoker http, Uri address, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        using var response = await http.SendAsync(request, CancellationToken.None);
        response.EnsureSuccessStatusCode();
    }
}
