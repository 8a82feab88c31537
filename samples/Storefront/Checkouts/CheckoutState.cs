namespace Storefront.Checkouts;

internal enum CheckoutState
{
    Open,
    Paid,
    Cancelled,
}
