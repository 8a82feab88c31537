using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Analyse.Tests.Support;

/// <summary>A server on a real port that answers with whatever bytes the test says, and then closes the connection.</summary>
internal sealed partial class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private TcpClient? _connection;

    public LoopbackServer()
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
    }

    public Uri Address { get; }

    public List<string> Requests { get; } = [];

    /// <summary>Takes the next request whole, and holds its connection open.</summary>
    public async Task RequestAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Xunit.TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        _connection?.Dispose();
        _connection = await _listener.AcceptTcpClientAsync(limit.Token);
        var request = new StringBuilder();
        var buffer = new byte[4096];
        while (!IsWhole(request.ToString()))
        {
            var read = await _connection.GetStream().ReadAsync(buffer, limit.Token);
            request.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        Requests.Add(request.ToString());
    }

    public async Task AnswerAsync(string bytes)
    {
        await RequestAsync();
        await _connection!.GetStream().WriteAsync(Encoding.UTF8.GetBytes(bytes), Xunit.TestContext.Current.CancellationToken);
        _connection.Client.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Resets the next connection as soon as its request begins.</summary>
    public async Task ResetAsync()
    {
        using var connection = await _listener.AcceptTcpClientAsync(Xunit.TestContext.Current.CancellationToken);
        await connection.GetStream().ReadExactlyAsync(new byte[100], Xunit.TestContext.Current.CancellationToken);
        connection.LingerState = new LingerOption(true, 0);
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _listener.Dispose();
    }

    private static bool IsWhole(string request)
    {
        var head = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return head > 0 && request.Length - head - 4 >= int.Parse(Length().Match(request).Groups[1].Value, null);
    }

    [GeneratedRegex("Content-Length: (\\d+)")]
    private static partial Regex Length();
}
