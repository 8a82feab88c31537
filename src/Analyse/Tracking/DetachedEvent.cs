using Analyse.Storage;

namespace Analyse.Tracking;

/// <summary>An encoded event that outlives the call that encoded it.</summary>
internal sealed class DetachedEvent(in EncodedEvent encoded)
{
    private readonly Guid _id = encoded.Id;
    private readonly string _name = encoded.Name;
    private readonly bool _isMoney = encoded.IsMoney;
    private readonly bool _hasKey = encoded.HasKey;
    private readonly DateTimeOffset _capturedAt = encoded.CapturedAt;
    private readonly byte[] _json = encoded.Json.ToArray();

    public ReadOnlyMemory<byte> Json => _json;

    public EncodedEvent Encoded => new()
    {
        Id = _id,
        Name = _name,
        IsMoney = _isMoney,
        HasKey = _hasKey,
        CapturedAt = _capturedAt,
        Json = _json,
    };
}
