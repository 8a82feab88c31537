using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Analyse.Benchmarks.Service;

/// <summary>Reads requests with a Content-Length off a connection, one after another, and accepts each.</summary>
internal sealed class Connection(ServiceCounts counts, bool answers)
{
    private const int LargestRequest = 1024 * 1024;

    public void Serve(Socket socket)
    {
        using var owned = socket;
        try
        {
            ServeRequests(socket);
        }
        catch (SocketException)
        {
            // The client is gone without a word, as clients are.
        }
    }

    private void ServeRequests(Socket socket)
    {
        var buffer = new byte[LargestRequest];
        var filled = 0;
        while (ReadRequest(socket, buffer, ref filled) is { } request)
        {
            counts.Add(buffer.AsSpan(request));
            if (!answers)
            {
                Thread.Sleep(Timeout.Infinite);
            }

            socket.Send("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"u8);
            buffer.AsSpan(request.End.Value..filled).CopyTo(buffer);
            filled -= request.End.Value;
        }
    }

    /// <summary>Where the body of the next request is, or null at the end of the connection.</summary>
    private static Range? ReadRequest(Socket socket, byte[] buffer, ref int filled)
    {
        var body = default(Range?);
        while (body is null || body.Value.End.Value > filled)
        {
            var read = socket.Receive(buffer.AsSpan(filled));
            if (read == 0)
            {
                return null;
            }

            filled += read;
            body ??= BodyOf(buffer.AsSpan(0, filled));
        }

        return body;
    }

    private static Range? BodyOf(ReadOnlySpan<byte> request)
    {
        var headerEnd = request.IndexOf("\r\n\r\n"u8);
        if (headerEnd < 0)
        {
            return null;
        }

        var header = request[..headerEnd];
        var length = header[(header.IndexOf("Content-Length: "u8) + "Content-Length: ".Length)..];
        return Utf8Parser.TryParse(length, out int bytes, out _)
            ? (headerEnd + 4)..(headerEnd + 4 + bytes)
            : throw new InvalidDataException($"No length in: {Encoding.ASCII.GetString(header)}");
    }
}
