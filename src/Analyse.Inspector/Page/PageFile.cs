namespace Analyse.Inspector.Page;

internal sealed record PageFile(string ContentType, ReadOnlyMemory<byte> Content);
