using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Storefront.Tests.Processes;

/// <summary>Reads what an inspector was sent.</summary>
internal sealed class InspectorClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    public void Dispose() => _http.Dispose();

    /// <summary>The events that have arrived, oldest first, each with the inspector's warnings.</summary>
    public async Task<IReadOnlyList<JsonElement>> EventsAsync(string query = "") =>
        await _http.GetFromJsonAsync<JsonElement[]>($"events{query}", TestContext.Current.CancellationToken) ?? [];

    /// <summary>Chooses how the inspector answers from now on.</summary>
    public async Task AnswerAsync(string answer)
    {
        using var content = new StringContent(answer);
        using var response = await _http.PutAsync("answer", content, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Opens the live stream, as the inspector's page does, and gives all that it said once it has ended.</summary>
    public async Task<Task<string>> WatchAsync()
    {
        var response = await _http.GetAsync("stream", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
