using System.Security.Cryptography;
using System.Text;
using Analyse.Inspector.Answers;
using Analyse.Inspector.Store;

namespace Analyse.Inspector.Ingest;

/// <summary>
/// The stand-in for the service: takes the bytes of one request, checks them against the contract, keeps the events and
/// answers. The HTTP endpoints call it, and so may code in the same process.
/// </summary>
internal sealed class IngestService(
    AnalyseInspectorOptions options, AnswerSwitch answers, EventStore events, RequestLog requests, TimeProvider clock, CancellationToken stopping)
{
    /// <summary>One byte more than a body may have: whoever reads a body need not read further to know.</summary>
    public int BodyLimit => options.MaxBodyBytes + 1;

    public async ValueTask<IngestReply> ReceiveAsync(IngestForm form, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var answer = answers.Next();
        await DelayAsync(answer, cancellationToken).ConfigureAwait(false);

        return Log(answer.IsRefusal
            ? IngestReply.Refused(answer.Status, $"The inspector was told to answer {answer.Status}.", answer.RetryAfterSeconds)
            : Take(form, body));
    }

    /// <summary>Refuses a request of which the body does not matter, and remembers that it came.</summary>
    public IngestReply Refuse(int status, string error) => Log(IngestReply.Refused(status, error));

    private IngestReply Take(IngestForm form, ReadOnlyMemory<byte> body)
    {
        if (body.Length > options.MaxBodyBytes)
        {
            return IngestReply.Refused(413, $"The body is longer than {options.MaxBodyBytes} bytes. Send fewer events in one request.");
        }

        var request = RequestReader.Read(form, body);

        if (request.PublicKey is { } key && !IsExpected(key))
        {
            return IngestReply.Refused(401, "publicKey is not the one that this inspector was set up with.");
        }

        if (request.Problems.Count > 0)
        {
            return IngestReply.Broken(request.Problems);
        }

        events.Add(request.Events, clock.GetUtcNow());
        return IngestReply.Took(request.Events);
    }

    private bool IsExpected(string key) =>
        options.PublicKey is null
        || CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(options.PublicKey));

    // An application that is asked to stop should not have to wait for an answer that is slow on purpose.
    private async Task DelayAsync(Answer answer, CancellationToken cancellationToken)
    {
        if (answer.DelayMilliseconds > 0)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(answer.DelayMilliseconds), clock, either.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private IngestReply Log(IngestReply reply)
    {
        requests.Add(reply, clock.GetUtcNow());
        return reply;
    }
}
