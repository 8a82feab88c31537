using BillingWorker.Billing;
using Microsoft.EntityFrameworkCore;

var builder = Host.CreateApplicationBuilder(args);
var postgres = builder.Configuration.GetConnectionString("Billing");

builder.Services.AddDbContext<BillingContext>(context =>
{
    if (string.IsNullOrEmpty(postgres) || args.Contains("--sqlite"))
    {
        context.UseSqlite("Data Source=billing.db");
    }
    else
    {
        context.UseNpgsql(postgres, static npgsql => npgsql.EnableRetryOnFailure());
    }
});
builder.Services.AddAnalyseClient().AddEntityFrameworkOutbox<BillingContext>();
builder.Services.AddScoped<BillingRun>();
builder.Services.AddHostedService<BillingService>();

var host = builder.Build();

// For the sample: in production a step of the deployment does this, once.
await using (var scope = host.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<BillingContext>().Database.MigrateAsync();
}

await host.RunAsync();
