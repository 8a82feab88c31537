using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Analyse.FaultTests.Rig;

/// <summary>A bare listener for what a web server will not do. Each connection is given to the test.</summary>
internal sealed class RawSink : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<TcpClient> _connections = [];
    private readonly Func<TcpClient, int, CancellationToken, Task> _serve;
    private readonly Task _accepting;
    private int _accepted;

    /// <summary>Starts listening.</summary>
    /// <param name="serve">What happens on each connection, whose number is counted from 0.</param>
    /// <param name="port">The port; 0 for any free one.</param>
    public RawSink(Func<TcpClient, int, CancellationToken, Task> serve, int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _serve = serve;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public int Connections => Volatile.Read(ref _accepted);

    /// <summary>Accepts and never says anything.</summary>
    public static RawSink Hanging() => new((_, _, stop) => Task.Delay(Timeout.Infinite, stop));

    /// <summary>Reads until so many bytes have come, or the end of the request.</summary>
    public static async Task<string> ReadAsync(TcpClient connection, int most, CancellationToken stop)
    {
        var text = new StringBuilder();
        var buffer = new byte[Math.Min(most, 65_536)];
        while (text.Length < most && !IsWhole(text.ToString()))
        {
            var read = await connection.GetStream().ReadAsync(buffer, stop);
            if (read == 0)
            {
                break;
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    public static Task<string> ReadAsync(TcpClient connection, CancellationToken stop) => ReadAsync(connection, int.MaxValue, stop);

    public static async Task SayAsync(TcpClient connection, string text, CancellationToken stop) =>
        await connection.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), stop);

    /// <summary>Ends a connection with a reset in place of an orderly end.</summary>
    public static void Reset(TcpClient connection)
    {
        connection.LingerState = new LingerOption(true, 0);
        connection.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }

        _stop.Dispose();
    }

    private static bool IsWhole(string request)
    {
        var head = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = request.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (head < 0)
        {
            return false;
        }

        var end = length < 0 ? -1 : request.IndexOf('\r', length);
        return end < 0 || request.Length - head - 4 >= int.Parse(request.AsSpan(length + 16, end - length - 16), null);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                _connections.Add(connection);
                _ = ServeAsync(connection, Interlocked.Increment(ref _accepted) - 1);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or InvalidOperationException or SocketException)
        {
        }
    }

    private async Task ServeAsync(TcpClient connection, int number)
    {
        try
        {
            await _serve(connection, number, _stop.Token);
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or ObjectDisposedException or SocketException)
        {
            // The other side has gone, or the test is over.
        }
    }
}
