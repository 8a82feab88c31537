using Analyse.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Analyse.Stripe.Tests.Faults;

/// <summary>A store whose commits the test can hold back or refuse.</summary>
internal sealed class HeldStore(IEventWriter store) : IEventWriter
{
    private int _appends;

    /// <summary>What every commit waits for.</summary>
    public Task Commit { get; set; } = Task.CompletedTask;

    /// <summary>What is answered instead of asking the store, by the number of the append.</summary>
    public Func<int, CaptureResult?> Refusal { get; set; } = static _ => null;

    /// <summary>Puts it in front of the store that was added.</summary>
    public static void Add(IServiceCollection services)
    {
        var inner = services.Last(static service => service.ServiceType == typeof(IEventWriter));
        services.AddSingleton(provider => new HeldStore((IEventWriter)inner.ImplementationFactory!(provider)));
        services.AddSingleton<IEventWriter>(static provider => provider.GetRequiredService<HeldStore>());
    }

    public CaptureResult Append(in EncodedEvent encoded) => store.Append(encoded);

    public ValueTask<CaptureResult> AppendAsync(in EncodedEvent encoded, CancellationToken cancellationToken) =>
        Refusal(Interlocked.Increment(ref _appends)) is { } refusal
            ? new ValueTask<CaptureResult>(refusal)
            : AfterAsync(Commit, store.AppendAsync(encoded, cancellationToken));

    public void Close() => store.Close();

    private static async ValueTask<CaptureResult> AfterAsync(Task commit, ValueTask<CaptureResult> append)
    {
        await commit;
        return await append;
    }
}
