using System.Security.Cryptography;
using Analyse.Inspector.Answers;
using Analyse.Inspector.Ingest;
using Analyse.Inspector.Live;
using Analyse.Inspector.Store;

namespace Analyse.Inspector;

/// <summary>All that belongs to one mapped inspector: two of them in one application share nothing.</summary>
internal sealed class InspectorInstance
{
    public InspectorInstance(AnalyseInspectorOptions options, string applicationName, TimeProvider clock, CancellationToken stopping)
    {
        Options = options;
        ApplicationName = applicationName;
        Clock = clock;
        Stopping = stopping;
        Events = new EventStore(options.MaxEvents, options.MaxStoredBytes, Changes);
        Answers = new AnswerSwitch(Changes);
        Requests = new RequestLog(Changes);
        Ingest = new IngestService(options, Answers, Events, Requests, clock, stopping);
    }

    public AnalyseInspectorOptions Options { get; }

    public string ApplicationName { get; }

    public TimeProvider Clock { get; }

    /// <summary>Cancelled when the application is asked to stop.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Tells this run of the application from the one before, which had other events under the same numbers.</summary>
    public string Run { get; } = RandomNumberGenerator.GetHexString(16, lowercase: true);

    public ChangeSignal Changes { get; } = new();

    public EventStore Events { get; }

    public AnswerSwitch Answers { get; }

    public RequestLog Requests { get; }

    public IngestService Ingest { get; }
}
