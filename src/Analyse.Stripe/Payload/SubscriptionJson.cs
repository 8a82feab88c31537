using System.Text.Json;

namespace Analyse.Stripe.Payload;

/// <summary>A <c>subscription</c>, read at the places of all versions of the API.</summary>
internal readonly struct SubscriptionJson(JsonElement json)
{
    // A trial can end some seconds late, and its first payment is tried about an hour later.
    private static readonly TimeSpan _grace = TimeSpan.FromHours(1);

    public bool Is => json.Text("object") is "subscription";

    public string? Id => json.Text("id");

    public string? Status => json.Text("status");

    public DateTimeOffset? TrialStart => json.Time("trial_start");

    public DateTimeOffset? TrialEnd => json.Time("trial_end");

    /// <summary>When the cancellation was asked for; when the subscription ended, if nobody asked before.</summary>
    public DateTimeOffset? CanceledAt => json.Time("canceled_at");

    public DateTimeOffset? EndedAt => json.Time("ended_at");

    /// <summary>Whether the end is already set while the subscription goes on.</summary>
    public bool IsEndSet => json.IsTrue("cancel_at_period_end") || json.IsSet("cancel_at");

    /// <summary>The day that was set for the end.</summary>
    public DateTimeOffset? EndSetFor => json.Time("cancel_at") ?? PeriodEnd;

    /// <summary>Whether it ended with its trial. A deleted subscription no longer has the status <c>trialing</c>.</summary>
    public bool EndedInTrial => TrialEnd is { } trialEnd && EndedAt is { } endedAt && endedAt <= trialEnd + _grace;

    /// <summary>Whether the team has stopped collecting payments for a while.</summary>
    public bool IsCollectionPaused => json.IsSet("pause_collection");

    public string? CustomerId => json.Id("customer");

    public string? CancellationReason => json.Field("cancellation_details").Text("reason");

    public Metadata Metadata => new(json.Field("metadata"));

    public IReadOnlyList<SubscriptionItem> Items => SubscriptionItem.AllOf(json);

    /// <summary>Whether <see cref="IsEndSet"/> was true before an update.</summary>
    public bool WasEndSet(JsonElement previous) =>
        (previous.Has("cancel_at_period_end") ? previous : json).IsTrue("cancel_at_period_end")
        || (previous.Has("cancel_at") ? previous : json).IsSet("cancel_at");

    private DateTimeOffset? PeriodEnd =>
        json.Time("current_period_end") ?? json.Items("items").Select(static item => item.Time("current_period_end")).Max();
}
