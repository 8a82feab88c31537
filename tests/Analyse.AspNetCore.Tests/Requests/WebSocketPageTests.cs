using System.Net.WebSockets;
using Analyse.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.AspNetCore.Tests.Requests;

public sealed class WebSocketPageTests
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_web_socket_is_no_page_and_gets_no_cookie_although_its_middleware_runs_later(string version)
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            OnKestrel = true,
            Services = services => services.Configure<KestrelServerOptions>(server => server.ConfigureEndpointDefaults(endpoint =>
                endpoint.Protocols = version == "1.1" ? HttpProtocols.Http1 : HttpProtocols.Http2)),
            Requests = options => options.IssueAnonymousIdCookie = true,
            Map = web =>
            {
                web.UseWebSockets();
                web.Map("/socket", AnswerAsync);
            },
        });
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        using var socket = new ClientWebSocket
        {
            Options =
            {
                HttpVersion = Version.Parse(version),
                HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact,
                CollectHttpResponseDetails = true,
            },
        };
        socket.Options.SetRequestHeader("Accept", "text/html");
        socket.Options.SetRequestHeader(TestUser.Header, "alice");
        var address = new UriBuilder(app.Client.BaseAddress!) { Scheme = "ws", Path = "/socket" }.Uri;

        await socket.ConnectAsync(address, invoker, TestContext.Current.CancellationToken);
        var end = await socket.ReceiveAsync(new byte[16], TestContext.Current.CancellationToken);

        Assert.Equal(WebSocketMessageType.Close, end.MessageType);
        Assert.False(socket.HttpResponseHeaders!.ContainsKey("Set-Cookie"));
        Assert.Equal(("alice", null), (app.Events.Single.PersonId, app.Events.Single.Page));
    }

    private static async Task AnswerAsync(HttpContext context, IAnalyseTracker analyse)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        analyse.Capture("connected");
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }
}
