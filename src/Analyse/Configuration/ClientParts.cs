using System.Diagnostics.Metrics;
using Analyse.Diagnostics;
using Analyse.Storage;
using Analyse.Transport;
using Microsoft.Extensions.Logging;

namespace Analyse.Configuration;

/// <summary>What a client is put together from.</summary>
internal sealed record ClientParts(IAnalyseSettings Settings, IEventWriter Writer, IEventSource[] Sources, IEventTransport Http)
{
    public IEventEnricher[] Enrichers { get; init; } = [];

    public ICaptureObserver[] Observers { get; init; } = [];

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A number from 0 to 1, for the jitter of waits.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;

    /// <summary>Where the meter comes from; without one, the client makes its own.</summary>
    public IMeterFactory? MeterFactory { get; init; }

    public string EnvironmentName { get; init; } = "none";

    public required ILogger Logger { get; init; }
}
