namespace Analyse;

/// <summary>Why a checkout ended without payment.</summary>
public enum CheckoutCancelledReason
{
    /// <summary>The user left: <c>user_abandoned</c>.</summary>
    UserAbandoned = 0,

    /// <summary>The payment did not go through: <c>payment_failed</c>.</summary>
    PaymentFailed = 1,

    /// <summary>What was entered was not accepted: <c>validation_error</c>.</summary>
    ValidationError = 2,

    /// <summary>Another reason: <c>other</c>.</summary>
    Other = 3,
}
