using System.Net;
using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Analyse.Stripe.Tests.People;

public sealed class ResolverTests
{
    private static JsonObject Paid => Given.Session().With("customer", "cus_1").With(
        "metadata", new JsonObject { ["analyse_person_id"] = "written", ["analyse_anonymous_id"] = "anon_1", ["analyse_session_id"] = "s_1" });

    [Fact]
    public async Task The_applications_own_answer_wins_and_the_browser_of_somebody_else_is_left_out()
    {
        var recorder = await Webhook.TakesAsync(Knows("cus_1", Some.Person), StripeEvents.Of("checkout.session.completed", Paid));

        var finished = recorder.Single("checkout_finished");
        Assert.Equal(Some.Person, finished.PersonId);
        Assert.Null(finished.AnonymousId);
        Assert.Null(finished.SessionId);
    }

    [Fact]
    public async Task The_same_person_keeps_the_browser_of_the_metadata()
    {
        var recorder = await Webhook.TakesAsync(Knows("cus_1", "written"), StripeEvents.Of("checkout.session.completed", Paid));

        Assert.Equal("written", recorder.Single("checkout_finished").PersonId);
        Assert.Equal("anon_1", recorder.Single("checkout_finished").AnonymousId);
        Assert.Equal("s_1", recorder.Single("checkout_finished").SessionId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task No_answer_goes_on_to_the_metadata(string? answer)
    {
        var recorder = await Webhook.TakesAsync(Knows("cus_1", answer), StripeEvents.Of("checkout.session.completed", Paid));

        Assert.Equal("written", recorder.Single("checkout_finished").PersonId);
    }

    [Fact]
    public async Task A_refund_is_found_by_the_application_without_asking_Stripe()
    {
        var recorder = await Webhook.TakesAsync(
            Knows(Given.PaymentIntentId, Some.Person), StripeEvents.Of("refund.created", Given.Refund().With("metadata", new JsonObject())));

        Assert.Equal(Some.Person, recorder.Single("refund_issued").PersonId);
    }

    [Fact]
    public async Task A_database_that_fails_makes_Stripe_send_the_webhook_again()
    {
        var database = new CustomerDatabase { People = { ["cus_1"] = Some.Person }, IsDown = true };
        await using var app = await WebhookApp.StartAsync(services: Uses(database));
        var payload = StripeEvents.Of("checkout.session.completed", Paid);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.SendAsync(payload));
        Assert.Empty(app.Recorder.Events);

        database.IsDown = false;
        Assert.Equal(HttpStatusCode.OK, await app.SendAsync(payload));
        Assert.Equal(Some.Person, app.Recorder.Single("checkout_finished").PersonId);
    }

    [Fact]
    public async Task Each_webhook_has_a_scope_of_its_own()
    {
        var database = new CustomerDatabase { People = { ["cus_1"] = Some.Person } };
        await using var app = await WebhookApp.StartAsync(services: Uses(database));

        await app.SendAsync(StripeEvents.Of("checkout.session.completed", Paid));
        await app.SendAsync(StripeEvents.Of("checkout.session.completed", Paid.With("id", "cs_2")));

        Assert.Equal(2, database.Contexts.Count);
        Assert.All(database.Contexts, static context => Assert.True(context.IsDisposed));
    }

    [Fact]
    public async Task Nobody_is_asked_about_what_is_not_captured()
    {
        var database = new CustomerDatabase { IsDown = true };
        await using var app = await WebhookApp.StartAsync(services: Uses(database));

        Assert.Equal(HttpStatusCode.OK, await app.SendAsync(StripeEvents.Of("customer.created", Paid)));

        Assert.All(database.Contexts, static context => Assert.False(context.WasAsked));
    }

    private static Action<IServiceCollection> Knows(string id, string? person) => Uses(new CustomerDatabase { People = { [id] = person } });

    private static Action<IServiceCollection> Uses(CustomerDatabase database) => services => services
        .AddSingleton(database)
        .AddScoped<CustomerContext>()
        .AddScoped<IStripePersonIdResolver, CustomerResolver>();

    private sealed class CustomerDatabase
    {
        public Dictionary<string, string?> People { get; } = [];

        public List<CustomerContext> Contexts { get; } = [];

        public bool IsDown { get; set; }
    }

    /// <summary>Lives as long as a request, like the context of a database.</summary>
    private sealed class CustomerContext : IDisposable
    {
        private readonly CustomerDatabase _database;

        public CustomerContext(CustomerDatabase database)
        {
            _database = database;
            database.Contexts.Add(this);
        }

        public bool IsDisposed { get; private set; }

        public bool WasAsked { get; private set; }

        public async Task<string?> FindAsync(string id)
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            WasAsked = true;
            await Task.Yield();
            return _database.IsDown ? throw new IOException("The database is down.") : _database.People.GetValueOrDefault(id);
        }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class CustomerResolver(CustomerContext context) : IStripePersonIdResolver
    {
        public async ValueTask<string?> FindPersonIdAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
        {
            var about = stripeEvent.Type is "refund.created" ? "payment_intent" : "customer";
            return await context.FindAsync(stripeEvent.DataObject.GetProperty(about).GetString()!);
        }
    }
}
