namespace Analyse.Inspector.Ingest;

/// <summary>What is wrong with one field, and the mend, in plain words.</summary>
/// <param name="Field">Where it is, for example <c>properties.amount</c>; empty for the body as a whole.</param>
/// <param name="Message">A sentence for the developer.</param>
internal sealed record Finding(string Field, string Message);
