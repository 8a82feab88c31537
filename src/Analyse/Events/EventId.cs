using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Analyse.Events;

/// <summary>Makes the ids of events, by RFC 9562.</summary>
internal static class EventId
{
    /// <summary>The namespace of ids made from keys. It must never change: the same key must give the same id for ever.</summary>
    public static readonly Guid KeyNamespace = new("dbfbe0eb-5cd5-49e8-938e-3b147e715a5d");

    /// <summary>A version 7 id: the time, then 74 random bits.</summary>
    public static Guid NewVersion7(DateTimeOffset now)
    {
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, Math.Max(0, now.ToUnixTimeMilliseconds()) << 16);
        // An id must be unique, not secret: the cryptographic generator would cost ten times as much and load its library.
        Random.Shared.NextBytes(id[6..]);
        return Stamp(id, version: 7);
    }

    /// <summary>The version 5 id of this key for this event: the same for the same two texts, everywhere and always.</summary>
    public static Guid FromKey(string eventName, string key) => Version5(KeyNamespace, $"{eventName}\n{key}");

    internal static Guid Version5(Guid nameSpace, string name)
    {
        var content = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        nameSpace.TryWriteBytes(content, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, content.AsSpan(16));

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 9562 prescribes SHA-1 for version 5; nothing secret rests on it.
        SHA1.HashData(content, hash);
#pragma warning restore CA5350
        return Stamp(hash[..16], version: 5);
    }

    private static Guid Stamp(Span<byte> id, int version)
    {
        id[6] = (byte)((id[6] & 0x0F) | (version << 4));
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
