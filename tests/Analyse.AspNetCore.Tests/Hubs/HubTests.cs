using Analyse.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.AspNetCore.Tests.Hubs;

public sealed class HubTests
{
    private const string DeviceId = "f81d4fae-7dec-41d0-8765-00a0c91e6bf6";

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Each_turn_of_a_connection_has_its_person_device_and_page(HttpTransportType transport)
    {
        var work = new HubWork();
        await using var app = await StartAsync(work);
        await using (var connection = await ConnectAsync(app, transport, "alice"))
        {
            await connection.InvokeAsync<string>(nameof(ShopHub.Buy), TestContext.Current.CancellationToken);
        }

        await work.Disconnected.Task;

        Assert.Equal(["connected", "bought", "disconnected"], app.Events.All.Select(captured => captured.Name));
        Assert.All(app.Events.All, captured =>
        {
            Assert.Equal(("alice", DeviceId, "s1"), (captured.PersonId, captured.AnonymousId, captured.SessionId));
            Assert.Equal("/pricing", captured.Page!.Path);
        });
    }

    [Fact]
    public async Task Who_signs_in_during_a_call_is_known_for_that_call_only()
    {
        await using var app = await StartAsync(new HubWork());
        await using var connection = await ConnectAsync(app, HttpTransportType.WebSockets, "alice");

        await connection.InvokeAsync<string>(nameof(ShopHub.SignIn), "new-account", TestContext.Current.CancellationToken);
        await connection.InvokeAsync<string>(nameof(ShopHub.Buy), TestContext.Current.CancellationToken);

        Assert.Equal("new-account", app.Events.Named("signed_in").PersonId);
        Assert.Equal("alice", app.Events.Named("bought").PersonId);
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Work_after_the_connection_still_has_its_person(HttpTransportType transport)
    {
        var work = new HubWork();
        await using var app = await StartAsync(work);
        await using (var connection = await ConnectAsync(app, transport, "alice"))
        {
            await connection.InvokeAsync(nameof(ShopHub.StartWork), TestContext.Current.CancellationToken);
        }

        await work.Disconnected.Task;
        await work.FinishAsync();

        var captured = app.Events.Named("after_connection");
        Assert.Equal(("alice", DeviceId, "/pricing"), (captured.PersonId, captured.AnonymousId, captured.Page!.Path));
    }

    [Fact]
    public async Task Ten_connections_at_once_are_never_mixed_up()
    {
        await using var app = await StartAsync(new HubWork());

        await Task.WhenAll(Enumerable.Range(0, 10).Select(async number =>
        {
            await using var connection = await ConnectAsync(app, HttpTransportType.WebSockets, $"user-{number}");
            for (var round = 0; round < 5; round++)
            {
                await connection.InvokeAsync<string>(nameof(ShopHub.Buy), TestContext.Current.CancellationToken);
            }
        }));

        var bought = app.Events.All.Where(captured => captured.Name == "bought").GroupBy(captured => captured.PersonId).ToList();
        Assert.Equal(10, bought.Count);
        Assert.All(bought, group => Assert.Equal(5, group.Count()));
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task F94_Work_that_a_call_leaves_behind_captures_for_the_right_person_or_for_nobody(HttpTransportType transport)
    {
        var work = new HubWork();
        await using var app = await StartAsync(work);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(async number =>
        {
            await using (var connection = await ConnectAsync(app, transport, $"user-{number}"))
            {
                for (var call = 0; call < 10; call++)
                {
                    await connection.InvokeAsync(nameof(ShopHub.StartDetached), $"user-{number} {call}", TestContext.Current.CancellationToken);
                }
            }

            for (var call = 0; call < 10; call++)
            {
                work.Detached.EndRequest($"user-{number} {call}");
            }
        }));
        await work.Detached.WhenAllAsync();

        Assert.All(app.Events.All.Where(captured => captured is { Name: "worked", PersonId: not null }), captured =>
            Assert.StartsWith(captured.PersonId + " ", captured.IdempotencyKey, StringComparison.Ordinal));
    }

    private static Task<TestApp> StartAsync(HubWork work) => TestApp.StartAsync(new TestAppSetup
    {
        OnKestrel = true,
        Services = services => services.AddSingleton(work).AddSignalR(),
        Map = web => web.MapHub<ShopHub>("/shop"),
    });

    private static async Task<HubConnection> ConnectAsync(TestApp app, HttpTransportType transport, string person)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(app.Client.BaseAddress!, "/shop"), options =>
            {
                options.Transports = transport;
                options.Headers[TestUser.Header] = person;
                options.Headers["Cookie"] = $"analyse_anon_id={DeviceId}; analyse_session_id=s1";
                options.Headers["Referer"] = new Uri(app.Client.BaseAddress!, "/pricing?token=secret").ToString();
            })
            .Build();
        await connection.StartAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
