using System.Net;
using System.Net.Sockets;

namespace Analyse.Benchmarks.Service;

/// <summary>
/// A stand-in for the service that costs as little as it can: raw HTTP/1.1 on kept connections. It says its port on its
/// output, answers each line of its input with its counts, and ends with its input.
/// </summary>
internal static class LoopbackService
{
    public const string Command = "serve";
    public const string Hanging = "hanging";

    public static void Run(string[] options)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);

        var counts = new ServiceCounts();
        var connection = new Connection(counts, answers: !options.Contains(Hanging));
        Start(() => AcceptAll(listener, connection));
        while (Console.ReadLine() is not null)
        {
            Console.WriteLine(counts);
        }
    }

    private static void AcceptAll(Socket listener, Connection connection)
    {
        while (true)
        {
            var socket = listener.Accept();
            Start(() => connection.Serve(socket));
        }
    }

    private static void Start(Action work) => new Thread(() => work()) { IsBackground = true }.Start();
}
