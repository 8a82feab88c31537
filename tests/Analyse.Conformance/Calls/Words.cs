namespace Analyse.Conformance.Calls;

/// <summary>What the contract calls the members of the client's enums.</summary>
internal static class Words
{
    public static readonly Dictionary<string, ContentType> ContentTypes = new()
    {
        ["blog_post"] = ContentType.BlogPost,
        ["article"] = ContentType.Article,
        ["page"] = ContentType.Page,
        ["doc"] = ContentType.Doc,
    };

    public static readonly Dictionary<string, SignUpMethod> SignUpMethods = new()
    {
        ["email"] = SignUpMethod.Email,
        ["oauth"] = SignUpMethod.OAuth,
        ["invite"] = SignUpMethod.Invite,
        ["sso"] = SignUpMethod.Sso,
    };

    public static readonly Dictionary<string, CheckoutCancelledReason> CheckoutCancelledReasons = new()
    {
        ["user_abandoned"] = CheckoutCancelledReason.UserAbandoned,
        ["payment_failed"] = CheckoutCancelledReason.PaymentFailed,
        ["validation_error"] = CheckoutCancelledReason.ValidationError,
        ["other"] = CheckoutCancelledReason.Other,
    };

    public static readonly Dictionary<string, TrialEndedReason> TrialEndedReasons = new()
    {
        ["expired"] = TrialEndedReason.Expired,
        ["converted"] = TrialEndedReason.Converted,
        ["cancelled"] = TrialEndedReason.Cancelled,
    };

    public static readonly Dictionary<string, SubscriptionCancelledReason> SubscriptionCancelledReasons = new()
    {
        ["user_request"] = SubscriptionCancelledReason.UserRequest,
        ["payment_failed"] = SubscriptionCancelledReason.PaymentFailed,
        ["admin"] = SubscriptionCancelledReason.Admin,
        ["other"] = SubscriptionCancelledReason.Other,
    };
}
