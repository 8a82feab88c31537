namespace Analyse.Inspector.Store;

/// <summary>How many requests were taken and refused, and the last refusals, oldest first.</summary>
internal sealed record RequestSummary(long Taken, long Refused, IReadOnlyList<Refusal> LastRefusals);
