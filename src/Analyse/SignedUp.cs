using Analyse.Events;

namespace Analyse;

/// <summary>The standard event <c>signup_completed</c>: somebody has an account now.</summary>
public sealed class SignedUp() : AnalyseEvent(EventNames.SignedUp)
{
    private OptionalInt _contentTouchpointCount;
    private OptionalInt _trialDays;
    private OptionalInt _method;

    /// <summary>How the account was made.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public SignUpMethod? Method
    {
        get => (SignUpMethod?)_method.Value;
        set => _method = new OptionalInt((int?)value);
    }

    /// <summary>The plan that was chosen.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public string? Plan { get; set; }

    /// <summary>The length of the trial that begins with the account, in days; <c>trial_days</c>.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public int? TrialDays
    {
        get => _trialDays.Value;
        set => _trialDays = new OptionalInt(value);
    }

    /// <summary>How many contents were viewed before, <c>content_touchpoint_count</c>.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public int? ContentTouchpointCount
    {
        get => _contentTouchpointCount.Value;
        set => _contentTouchpointCount = new OptionalInt(value);
    }

    /// <summary>What first brought the person here; sent with the prefix <c>first_</c>.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public AttributionTouch? FirstTouch { get; set; }

    /// <summary>What brought the person here last; sent with the prefix <c>last_</c>.</summary>
    /// <value><see langword="null"/>: not sent.</value>
    public AttributionTouch? LastTouch { get; set; }

    private protected override void WriteTypedMembers(PropertyWriter writer)
    {
        writer.Text(PropertyNames.Method, Method switch
        {
            SignUpMethod.Email => "email",
            SignUpMethod.OAuth => "oauth",
            SignUpMethod.Invite => "invite",
            SignUpMethod.Sso => "sso",
            _ => null,
        });
        writer.Text(PropertyNames.Plan, Plan);
        writer.Number(PropertyNames.TrialDays, TrialDays);
        writer.Touch(TouchNames.First, FirstTouch);
        writer.Touch(TouchNames.Last, LastTouch);
        writer.Number(PropertyNames.ContentTouchpointCount, ContentTouchpointCount);
    }
}
