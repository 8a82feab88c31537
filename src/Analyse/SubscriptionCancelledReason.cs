namespace Analyse;

/// <summary>Why a subscription ends.</summary>
public enum SubscriptionCancelledReason
{
    /// <summary>The customer asked for it: <c>user_request</c>.</summary>
    UserRequest = 0,

    /// <summary>A payment did not go through: <c>payment_failed</c>.</summary>
    PaymentFailed = 1,

    /// <summary>Somebody of the site ended it: <c>admin</c>.</summary>
    Admin = 2,

    /// <summary>Another reason: <c>other</c>.</summary>
    Other = 3,
}
