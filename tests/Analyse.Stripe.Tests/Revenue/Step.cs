namespace Analyse.Stripe.Tests.Revenue;

/// <summary>Something that a customer, the shop or a bank does.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Which">Of which of the payments, subscriptions, invoices or refunds there are; counted around. Also a choice between two ways.</param>
/// <param name="Percent">How much of it, from 1 to 100.</param>
internal readonly record struct Step(StepKind Kind, int Which, int Percent);
