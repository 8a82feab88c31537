using System.Net;
using System.Text.Json;
using Analyse.Transport;
using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Support;

/// <summary>The service's place in the process of the test; it remembers what it took.</summary>
public sealed class TestService : IEventTransport
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly List<string> _ids = [];
    private readonly List<string> _names = [];
    private readonly List<long> _receivedAt = [];
    private TaskCompletionSource _more = New();

    public string? Description => "a test";

    public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

    /// <summary>A request with this text in it is answered with 400.</summary>
    public string? Poison { get; set; }

    /// <summary>Something to do while a request is under way.</summary>
    public Func<Task> WhileSending { get; set; } = () => Task.CompletedTask;

    public int Requests { get; private set; }

    public string[] Names
    {
        get
        {
            lock (_lock)
            {
                return [.. _names];
            }
        }
    }

    public string[] Ids
    {
        get
        {
            lock (_lock)
            {
                return [.. _ids];
            }
        }
    }

    /// <summary>When each event came, as the system's time provider counts.</summary>
    public long[] ReceivedAt
    {
        get
        {
            lock (_lock)
            {
                return [.. _receivedAt];
            }
        }
    }

    public async ValueTask<TransportAnswer> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        var body = request.Body.ToArray();
        await WhileSending();
        var answer = Poison is { } poison && System.Text.Encoding.UTF8.GetString(body).Contains(poison, StringComparison.Ordinal)
            ? HttpStatusCode.BadRequest
            : Answer;
        lock (_lock)
        {
            Requests++;
            if (answer is HttpStatusCode.OK)
            {
                Keep(body);
            }

            _more.TrySetResult();
            _more = New();
        }

        return TransportAnswer.Of(answer);
    }

    /// <summary>Waits until so many events have arrived.</summary>
    public Task ReceivesAsync(int count) => UntilAsync(() => Names.Length >= count);

    public Task IsAskedAsync(int requests) => UntilAsync(() => Requests >= requests);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task UntilAsync(Func<bool> isSo)
    {
        while (true)
        {
            Task more;
            lock (_lock)
            {
                if (isSo())
                {
                    return;
                }

                more = _more.Task;
            }

            await more.WaitAsync(_longest, TestContext.Current.CancellationToken);
        }
    }

    private void Keep(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        foreach (var item in json.RootElement.GetProperty("events").EnumerateArray())
        {
            _receivedAt.Add(TimeProvider.System.GetTimestamp());
            _names.Add(item.GetProperty("event_name").GetString()!);
            _ids.Add(item.GetProperty("properties").GetProperty("id").GetString()!);
        }
    }
}
