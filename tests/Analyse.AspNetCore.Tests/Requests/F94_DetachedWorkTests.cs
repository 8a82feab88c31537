using Analyse.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.AspNetCore.Tests.Requests;

public sealed class F94_DetachedWorkTests
{
    private const int Requests = 20_000;
    private const int Clients = 8;

    private readonly DetachedWork _work = new();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task F94_Work_that_a_request_leaves_behind_captures_for_the_right_person_or_for_nobody(
        bool withMiddleware, bool hasScopeInTime)
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            OnKestrel = true,
            WithMiddleware = withMiddleware,
            Map = web => web.MapGet("/start/{person}", (string person, IServiceScopeFactory scopes) =>
            {
                var hasScope = _work.Start(person, scopes);
                return hasScopeInTime ? hasScope : Task.CompletedTask;
            }),
        });

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => VisitAsync(app.Client.BaseAddress!, client)));
        await _work.WhenAllAsync();

        Assert.All(app.Events.All.Where(captured => captured.PersonId is not null), captured =>
            Assert.StartsWith(captured.PersonId + " ", captured.IdempotencyKey, StringComparison.Ordinal));
        if (hasScopeInTime)
        {
            Assert.True(_work.Recognised >= 2 * Requests, $"{_work.Recognised} captures had a person.");
        }
    }

    [Fact]
    public async Task F94_Scopes_that_work_for_one_request_in_parallel_share_its_person()
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            OnKestrel = true,
            WithMiddleware = false,
            Map = web => web.MapGet("/start/{person}", (string person, IServiceScopeFactory scopes) =>
                Task.WhenAll(Enumerable.Range(0, 100).Select(number => _work.Start($"{person} {number}", scopes)))),
        });

        await app.GetAsync("/start/alice", (TestUser.Header, "alice"));
        await app.GetAsync("/start/bob", (TestUser.Header, "bob"));
        foreach (var number in Enumerable.Range(0, 100))
        {
            _work.EndRequest($"alice {number}");
            _work.EndRequest($"bob {number}");
        }

        await _work.WhenAllAsync();

        // Before and after the end of the request; a scope that is made after it belongs to nobody.
        var known = app.Events.All.Where(static captured => captured.PersonId is not null).ToList();
        Assert.Equal(400, known.Count);
        Assert.All(known, captured => Assert.StartsWith(captured.PersonId + " ", captured.IdempotencyKey, StringComparison.Ordinal));
    }

    private async Task VisitAsync(Uri address, int client)
    {
        using var browser = new HttpClient { BaseAddress = address };
        for (var visit = 0; visit < Requests / Clients; visit++)
        {
            var person = $"person-{client}-{visit}";
            using var request = new HttpRequestMessage(HttpMethod.Get, "/start/" + person) { Headers = { { TestUser.Header, person } } };
            using var response = await browser.SendAsync(request, TestContext.Current.CancellationToken);
            response.EnsureSuccessStatusCode();
            _work.EndRequest(person);
        }
    }
}
