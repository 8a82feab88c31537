namespace Analyse.Events;

/// <summary>Stands for a value that could not be read when it was set; an event that holds it is rejected.</summary>
/// <param name="reason">What is wrong and how to fix it, in whole sentences.</param>
internal sealed class UnusableValue(string reason)
{
    public string Reason => reason;
}
