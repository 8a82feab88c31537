using System.Text.Json;
using System.Text.Json.Nodes;
using Analyse.Stripe.Tests.Api;
using Analyse.Stripe.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Analyse.Stripe.Tests.Cases;

/// <summary>An application in the set-up of a case.</summary>
internal sealed class CaseApp : IAsyncDisposable
{
    private FakeStripe? _stripe;

    private CaseApp()
    {
    }

    public WebhookApp App { get; private set; } = null!;

    public static async Task<CaseApp> StartAsync(string[] setup)
    {
        var one = new CaseApp();
        Action<IServiceCollection> services = static _ => { };
        if (setup.Contains("client"))
        {
            one._stripe = await FakeStripe.StartAsync();
            services += one._stripe
                .Answers("/v1/payment_intents/pi_1", NamingCustomer())
                .Answers("/v1/charges/ch_1", NamingCustomer())
                .Answers("/v1/customers/cus_1", new JsonObject { ["id"] = "cus_1", ["metadata"] = new JsonObject() })
                .Answers("/v1/invoice_payments", Given.Lines(new JsonObject { ["invoice"] = NamingCustomer() }))
                .Client();
        }

        if (setup.Contains("resolver"))
        {
            services += static all => all.AddScoped<IStripePersonIdResolver>(static _ => new ByCustomerField("anybody"));
        }

        if (setup.Contains("resolver_by_customer_field"))
        {
            services += static all => all.AddScoped<IStripePersonIdResolver>(static _ => new ByCustomerField(null));
        }

        one.App = await WebhookApp.StartAsync(
            options => options.ClientReferenceIdIsPersonId = setup.Contains("client_reference"), services);
        return one;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (_stripe is not null)
        {
            await _stripe.DisposeAsync();
        }
    }

    private static JsonObject NamingCustomer() => new() { ["id"] = "some_1", ["customer"] = "cus_1", ["metadata"] = new JsonObject() };

    private sealed class ByCustomerField(string? otherwise) : IStripePersonIdResolver
    {
        public ValueTask<string?> FindPersonIdAsync(StripeEvent stripeEvent, CancellationToken cancellationToken) => new(
            stripeEvent.DataObject.ValueKind is JsonValueKind.Object
            && stripeEvent.DataObject.TryGetProperty("customer", out var customer)
            && customer.ValueKind is JsonValueKind.String
                ? customer.GetString()
                : otherwise);
    }
}
