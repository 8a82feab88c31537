using System.Collections.Concurrent;
using Analyse.ForeignApplications.Tests.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.ForeignApplications.Tests;

/// <summary>Endpoints answer at once and leave the work to a task with a scope of its own.</summary>
public sealed class FireAndForgetWork
{
    private const int Requests = 2_000;

    private readonly ConcurrentBag<Task> _work = [];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_task_captures_for_who_started_it_or_for_nobody(bool usesAnalyse)
    {
        await using var application = await WebApplicationOfOthers.StartAsync(
            static services => services.AddAuthorization(),
            web =>
            {
                web.UseAuthentication();
                if (usesAnalyse)
                {
                    web.UseAnalyse();
                }

                web.UseAuthorization();
                web.MapGet("/orders/{person}", (string person, IServiceScopeFactory scopes) => _work.Add(Task.Run(() => ShipAsync(person, scopes))));
            });

        await Parallel.ForAsync(0, Requests, TestContext.Current.CancellationToken, async (number, _) =>
        {
            using var response = await application.GetAsync($"/orders/person-{number}", $"person-{number}");
            response.EnsureSuccessStatusCode();
        });
        await Task.WhenAll(_work);

        Assert.Equal(Requests, _work.Count);
        Assert.Equal(2 * Requests, application.Recorder.Events.Count + application.Recorder.Refused.Count);
        Assert.All(application.Recorder.Events, recorded => Assert.StartsWith(recorded.PersonId + " ", recorded.Event.IdempotencyKey, StringComparison.Ordinal));
        Assert.All(application.Recorder.Refused, recorded => Assert.Equal(CaptureResult.NoIdentity, recorded.Result));
    }

    private static async Task ShipAsync(string person, IServiceScopeFactory scopes)
    {
        await using var scope = scopes.CreateAsyncScope();
        var analyse = scope.ServiceProvider.GetRequiredService<IAnalyseTracker>();
        analyse.Capture(new AnalyseEvent("packed") { IdempotencyKey = person + " packed" });
        await Task.Yield();
        analyse.Capture(new AnalyseEvent("shipped") { IdempotencyKey = person + " shipped" });
    }
}
