using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Analyse.Benchmarks.Cold;

/// <summary>The start of a web application, and the first capture in the first request that it gets.</summary>
/// <param name="StartMilliseconds">From the call that starts the application to its return.</param>
/// <param name="CaptureMilliseconds">The first capture, in the request.</param>
internal sealed record FirstRequestRun(double StartMilliseconds, double CaptureMilliseconds)
{
    public static async Task<FirstRequestRun> MeasureAsync(Uri service, bool isWarmedUp)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAnalyse(options =>
        {
            options.PublicKey = "pk_test_benchmark";
            options.Host = service.AbsoluteUri;
        });
        if (!isWarmedUp)
        {
            RemoveWarmUp(builder.Services);
        }

        await using var application = builder.Build();
        var capturing = TimeSpan.Zero;
        application.UseAnalyse();
        application.Run(context =>
        {
            var tracker = context.RequestServices.GetRequiredService<IAnalyseTracker>();
            var captured = SeedEvent.Create();
            var start = Stopwatch.GetTimestamp();
            tracker.Capture(captured);
            capturing = Stopwatch.GetElapsedTime(start);
            return Task.CompletedTask;
        });

        var starting = Stopwatch.GetTimestamp();
        await application.StartAsync();
        var started = Stopwatch.GetElapsedTime(starting);
        Get(new Uri(application.Urls.First()).Port);
        return new FirstRequestRun(started.TotalMilliseconds, capturing.TotalMilliseconds);
    }

    public static FirstRequestRun Parse(string text)
    {
        var numbers = Array.ConvertAll(text.Split(' '), static number => double.Parse(number, CultureInfo.InvariantCulture));
        return new FirstRequestRun(numbers[0], numbers[1]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StartMilliseconds} {CaptureMilliseconds}");

    private static void RemoveWarmUp(IServiceCollection services) =>
        services.Remove(services.Single(static service => service.ImplementationType?.Name == "WarmUpService"));

    // By a socket: an HTTP client would compile code that the library also uses.
    private static void Get(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        socket.Send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8);
        var answer = new byte[1024];
        if (socket.Receive(answer) == 0 || !answer.AsSpan().StartsWith("HTTP/1.1 200"u8))
        {
            throw new InvalidOperationException("The request was not answered with 200, so the figures mean nothing.");
        }
    }
}
