namespace Analyse.Events;

/// <summary>Ends the writing of an event that cannot be sent as it is. It never leaves the library.</summary>
/// <param name="reason">What is wrong and how to fix it, in whole sentences.</param>
#pragma warning disable CA1032, CA1064 // Only the intake sees it, and it always has a reason.
internal sealed class UnusableValueException(string reason) : Exception(reason);
#pragma warning restore CA1032, CA1064
