using System.Globalization;
using System.Runtime.CompilerServices;

namespace Analyse.Testing;

/// <content>What a test expects; when it is not so, the exception says what was captured instead.</content>
#pragma warning disable CA1720 // Single is what LINQ and the test frameworks call it, not the type.
public sealed partial class AnalyseRecorder
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>The one accepted event of this type.</summary>
    /// <typeparam name="T">The type, such as <see cref="CheckoutFinished"/>.</typeparam>
    /// <param name="match">Which events count; <see langword="null"/>: all of the type.</param>
    /// <param name="matchText">The compiler fills it in for the message.</param>
    /// <returns>A copy of the event, with ids, page and time filled in.</returns>
    /// <exception cref="AnalyseExpectationException">There is none, or more than one.</exception>
    public T Single<T>(Func<T, bool>? match = null, [CallerArgumentExpression(nameof(match))] string? matchText = null)
        where T : AnalyseEvent => One(Matching(match), Wanted<T>(match, matchText));

    /// <summary>The one accepted event of this name.</summary>
    /// <param name="name">The name, such as <c>coupon_applied</c>.</param>
    /// <returns>The event.</returns>
    /// <exception cref="AnalyseExpectationException">There is none, or more than one.</exception>
    public RecordedEvent Single(string name) => One(Named(name), name);

    /// <summary>Makes sure that no event of this type was accepted; <c>None&lt;AnalyseEvent&gt;()</c> stands for no event at all.</summary>
    /// <typeparam name="T">The type, such as <see cref="CheckoutFinished"/>.</typeparam>
    /// <param name="match">Which events count; <see langword="null"/>: all of the type.</param>
    /// <param name="matchText">The compiler fills it in for the message.</param>
    /// <exception cref="AnalyseExpectationException">There is one.</exception>
    public void None<T>(Func<T, bool>? match = null, [CallerArgumentExpression(nameof(match))] string? matchText = null)
        where T : AnalyseEvent => No(Matching(match), Wanted<T>(match, matchText));

    /// <summary>Makes sure that no event of this name was accepted.</summary>
    /// <param name="name">The name, such as <c>coupon_applied</c>.</param>
    /// <exception cref="AnalyseExpectationException">There is one.</exception>
    public void None(string name) => No(Named(name), name);

    /// <summary>Waits for work in the background: gives the first accepted event of this type, now or as soon as it is captured.</summary>
    /// <typeparam name="T">The type, such as <see cref="TrialEnded"/>.</typeparam>
    /// <param name="match">Which events count; <see langword="null"/>: all of the type.</param>
    /// <param name="timeout">How long to wait; <see langword="null"/>: 10 seconds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="matchText">The compiler fills it in for the message.</param>
    /// <returns>A copy of the event, with ids, page and time filled in.</returns>
    /// <exception cref="AnalyseExpectationException">The time is over.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<T> WaitForAsync<T>(
        Func<T, bool>? match = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default,
        [CallerArgumentExpression(nameof(match))] string? matchText = null)
        where T : AnalyseEvent
    {
        var recorded = await FirstAsync(
            candidate => candidate.Event is T typed && match?.Invoke(typed) is not false,
            Wanted<T>(match, matchText),
            timeout ?? _patience,
            cancellationToken).ConfigureAwait(false);
        return (T)recorded.Event;
    }

    /// <summary>Waits for work in the background: gives the first accepted event of this name, now or as soon as it is captured.</summary>
    /// <param name="name">The name, such as <c>coupon_applied</c>.</param>
    /// <param name="timeout">How long to wait; <see langword="null"/>: 10 seconds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event.</returns>
    /// <exception cref="AnalyseExpectationException">The time is over.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<RecordedEvent> WaitForAsync(string name, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        FirstAsync(candidate => candidate.Name == name, name, timeout ?? _patience, cancellationToken);

    private static string Wanted<T>(Func<T, bool>? match, string? matchText) =>
        match is null ? typeof(T).Name : $"{typeof(T).Name} with {matchText}";

    private T[] Matching<T>(Func<T, bool>? match)
        where T : AnalyseEvent => [.. Of<T>().Where(candidate => match?.Invoke(candidate) is not false)];

    private T One<T>(IReadOnlyList<T> found, string wanted) => found switch
    {
        [var one] => one,
        [] => throw Unmet($"Expected one {wanted}, but there is none."),
        _ => throw Unmet($"Expected one {wanted}, but there are {found.Count}."),
    };

    private void No<T>(IReadOnlyList<T> found, string wanted)
    {
        if (found.Count > 0)
        {
            throw Unmet($"Expected no {wanted}, but there {(found.Count == 1 ? "is one" : $"are {found.Count}")}.");
        }
    }

    private async Task<RecordedEvent> FirstAsync(
        Func<RecordedEvent, bool> match, string wanted, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await Log.WaitForAsync(candidate => candidate.IsAccepted && match(candidate), either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unmet(string.Create(CultureInfo.InvariantCulture, $"Expected a {wanted} within {timeout.TotalSeconds:0.###} s, but none came."));
        }
    }

    private AnalyseExpectationException Unmet(string expectation) => new($"{expectation} {Describe()}");
}
