using System.Net;
using Analyse.Extensibility;
using Analyse.Sqlite.Storage;
using Analyse.Sqlite.Tests.Support;
using Analyse.Storage;
using Analyse.Tests.Support;
using Analyse.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace Analyse.Sqlite.Tests.DependencyInjection;

public sealed class AddSqliteStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTransport _service = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_store_takes_the_place_of_the_one_in_memory_on_both_sides()
    {
        using var host = Build(builder => builder.Services.AddAnalyseClient().AddSqliteStore(_folder.File()));
        await host.StartAsync(TestContext.Current.CancellationToken);

        var store = host.Services.GetRequiredService<SqliteStore>();
        Assert.Same(store, host.Services.GetRequiredService<IEventWriter>());
        Assert.Same(store, Assert.Single(host.Services.GetServices<IEventSource>()));
        Assert.Same(store.Ledger, Assert.Single(host.Services.GetServices<IAnalyseLedger>()));
        Assert.True(store.Ledger.IsDurable);
        var analyse = host.Services.GetRequiredService<IAnalyseClient>();
        Assert.Equal(CaptureResult.Accepted, await analyse.CaptureAsync(Event(), TestContext.Current.CancellationToken));
        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["invoice_paid"], _service.SentNames);
        Assert.Equal(new AnalyseCounts { Accepted = 1, Delivered = 1 }, analyse.Counts);
    }

    [Fact]
    public async Task What_could_not_be_sent_goes_out_after_the_next_start()
    {
        _service.Otherwise = _ => TransportAnswer.Of(HttpStatusCode.ServiceUnavailable);
        using (var host = Build(builder => builder.Services.AddAnalyseClient(Impatient).AddSqliteStore(_folder.File())))
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            host.Services.GetRequiredService<IAnalyseClient>().Capture(Event());
            await host.StopAsync(TestContext.Current.CancellationToken);
            Assert.Equal(1, host.Services.GetRequiredService<IAnalyseClient>().Counts.Waiting);
        }

        _service.Otherwise = _ => TransportAnswer.Of(HttpStatusCode.OK);
        using var next = Build(builder => builder.Services.AddAnalyseClient(Impatient).AddSqliteStore(_folder.File()));
        await next.StartAsync(TestContext.Current.CancellationToken);
        var analyse = next.Services.GetRequiredService<IAnalyseClient>();
        await analyse.FlushAsync(TestContext.Current.CancellationToken);
        await next.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new AnalyseCounts { Accepted = 1, Delivered = 1 }, analyse.Counts);
    }

    [Fact]
    public void A_section_sets_the_options_and_code_wins_over_it()
    {
        using var host = Build(
            builder => builder.Services.AddAnalyseClient().AddSqliteStore(options => options.Path = _folder.File("code.db")),
            ("Analyse:Sqlite:Path", _folder.File("section.db")),
            ("Analyse:Sqlite:MaxFileBytes", "8388608"),
            ("Analyse:Sqlite:FallBackToMemory", "true"));

        var options = host.Services.GetRequiredService<IOptions<AnalyseSqliteOptions>>().Value;

        Assert.Equal((_folder.File("code.db"), 8_388_608, true), (options.Path, options.MaxFileBytes, options.FallBackToMemory));
    }

    [Fact]
    public async Task A_relative_path_begins_at_the_content_root()
    {
        using var host = Build(builder => builder.Services.AddAnalyseClient().AddSqliteStore());

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.True(File.Exists(_folder.File("analyse.db")));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Adding_the_store_twice_adds_one()
    {
        var services = new ServiceCollection();

        services.AddAnalyseClient().AddSqliteStore(_folder.File("a.db")).AddSqliteStore(_folder.File("b.db"));
        services.AddAnalyseClient();

        Assert.Single(services, service => service.ServiceType == typeof(SqliteStore));
        Assert.Single(services, service => service.ServiceType == typeof(IEventSource));
        Assert.Single(services, service => service.ServiceType == typeof(IEventWriter));
    }

    [Theory]
    [InlineData("Path", " ", "Analyse:Sqlite:Path")]
    [InlineData("Path", "file:x.db", "file:x.db")]
    [InlineData("Path", ":memory:", ":memory:")]
    [InlineData("MaxFileBytes", "1000", "1000")]
    public async Task A_setting_that_is_not_valid_is_an_error_at_start_that_names_it(string setting, string value, string named)
    {
        using var host = Build(builder => builder.Services.AddAnalyseClient().AddSqliteStore(), ($"Analyse:Sqlite:{setting}", value));

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F60_A_path_that_cannot_be_written_is_an_error_at_start()
    {
        File.WriteAllText(_folder.File("occupied"), "a file, no directory");
        using var host = Build(builder => builder.Services.AddAnalyseClient().AddSqliteStore("occupied/analyse.db"));

        var failure = await Assert.ThrowsAsync<AnalyseStoreException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(_folder.File("occupied/analyse.db"), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_is_switched_off_opens_no_file()
    {
        using var host = Build(
            builder => builder.Services.AddAnalyseClient(options => options.Enabled = false).AddSqliteStore(_folder.File()));

        await host.StartAsync(TestContext.Current.CancellationToken);
        host.Services.GetRequiredService<IAnalyseClient>().Capture(Event());
        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private static AnalyseEvent Event() => new("invoice_paid") { PersonId = "user_1" };

    private static void Impatient(AnalyseOptions options) => options.ShutdownTimeout = TimeSpan.Zero;

    private IHost Build(Action<HostApplicationBuilder> configure, params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = _folder.Path });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.Services.AddSingleton<IEventTransport>(_service);
        configure(builder);
        return builder.Build();
    }
}
