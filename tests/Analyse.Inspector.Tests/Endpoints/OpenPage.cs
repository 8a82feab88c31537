using System.Net.ServerSentEvents;
using System.Text.Json;
using Xunit;

namespace Analyse.Inspector.Tests.Endpoints;

/// <summary>An open page, as far as the live stream goes.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private static readonly TimeSpan _longestTest = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _messages;
    private readonly SseParser<string> _parser;

    private OpenPage(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _parser = SseParser.Create(body);
        _messages = _parser.EnumerateAsync(_end.Token).GetAsyncEnumerator();
        _end.CancelAfter(_longestTest);
    }

    public string LastEventId => _parser.LastEventId;

    public HttpResponseMessage Response => _response;

    public static async Task<OpenPage> OpenAsync(HttpClient client, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "stream");

        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return new OpenPage(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next message, or null at the end of the stream.</summary>
    public async Task<(string Name, JsonElement Data)?> NextAsync() =>
        await _messages.MoveNextAsync() ? (_messages.Current.EventType, JsonDocument.Parse(_messages.Current.Data).RootElement) : null;

    /// <summary>Reads on until a message of this name comes.</summary>
    public async Task<JsonElement> NextAsync(string name)
    {
        while (await NextAsync() is { } message)
        {
            if (message.Name == name)
            {
                return message.Data;
            }
        }

        throw new InvalidOperationException($"The stream ended without a message named {name}.");
    }

    /// <summary>The names of the events in the next message that has some.</summary>
    public async Task<IEnumerable<string?>> NextEventsAsync() =>
        (await NextAsync("events")).EnumerateArray()
            .Select(stored => JsonDocument.Parse(stored.GetProperty("json").GetString()!).RootElement.GetProperty("event_name").GetString());

    public async ValueTask DisposeAsync()
    {
        await _messages.DisposeAsync();
        _response.Dispose();
        _end.Dispose();
    }
}
