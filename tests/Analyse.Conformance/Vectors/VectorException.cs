namespace Analyse.Conformance.Vectors;

/// <summary>Something in the file that this program does not understand; it must never pass in silence.</summary>
internal sealed class VectorException(string message) : Exception(message);
