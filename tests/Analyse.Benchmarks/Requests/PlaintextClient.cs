using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Analyse.Benchmarks.Requests;

/// <summary>A browser with one kept-alive connection, which allocates nothing, so that what is allocated is the server's.</summary>
internal sealed class PlaintextClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _requests;
    private readonly byte[] _answers = new byte[64 * 1024];
    private readonly int _depth;
    private readonly int _answerLength;

    /// <param name="address">The server.</param>
    /// <param name="depth">How many requests are sent at once: the more, the less of the time is the socket's.</param>
    public PlaintextClient(IPEndPoint address, int depth)
    {
        _depth = depth;
        _socket.Connect(address);
        var request = Encoding.ASCII.GetBytes($"GET /plaintext HTTP/1.1\r\nHost: {address}\r\nAccept: text/html,*/*;q=0.8\r\n\r\n");
        _requests = [.. Enumerable.Repeat(request, depth).SelectMany(static bytes => bytes)];
        _answerLength = MeasureAnswer(request);
    }

    public void Send(int requests)
    {
        for (var sent = 0; sent < requests; sent += _depth)
        {
            _socket.Send(_requests);
            for (var rest = _depth * _answerLength; rest > 0;)
            {
                var read = _socket.Receive(_answers.AsSpan(0, Math.Min(rest, _answers.Length)));
                rest -= read > 0 ? read : throw new InvalidOperationException("The server closed the connection.");
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    // All answers are equally long: the date is of a fixed form.
    private int MeasureAnswer(byte[] request)
    {
        _socket.Send(request);
        var length = 0;
        do
        {
            length += _socket.Receive(_answers.AsSpan(length));
        }
        while (!Encoding.ASCII.GetString(_answers, 0, length).EndsWith("World!", StringComparison.Ordinal)
            && !Encoding.ASCII.GetString(_answers, 0, length).EndsWith("0\r\n\r\n", StringComparison.Ordinal));
        return Encoding.ASCII.GetString(_answers, 0, length).StartsWith("HTTP/1.1 200", StringComparison.Ordinal)
            ? length
            : throw new InvalidOperationException("The server does not answer 200.");
    }
}
