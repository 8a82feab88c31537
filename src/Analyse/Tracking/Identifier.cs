using System.Buffers;
using System.Text;

namespace Analyse.Tracking;

/// <summary>The rules for ids of people, devices and sessions.</summary>
internal static class Identifier
{
    /// <summary>Longer ids are refused, never cut: two people whose ids begin alike would become one.</summary>
    public const int MaxLength = 256;

    /// <summary>The id, or <see langword="null"/> when it is blank, which counts as no id.</summary>
    public static string? NullIfBlank(string? id) => string.IsNullOrWhiteSpace(id) ? null : id;

    /// <summary>Whether the id may be sent: not too long, no control characters, no half of a surrogate pair.</summary>
    public static bool IsValid(string? id) => id is null || (id.Length <= MaxLength && IsValidText(id));

    private static bool IsValidText(string id)
    {
        // Nearly every id is visible ASCII. As bytes it is searched quickly even before the runtime has optimised anything;
        // the same search over chars allocates until then.
        Span<byte> ascii = stackalloc byte[MaxLength];
        if (Ascii.FromUtf16(id, ascii, out var length) is OperationStatus.Done
            && ascii[..length].IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0)
        {
            return true;
        }

        for (var i = 0; i < id.Length; i++)
        {
            if (char.IsControl(id[i]))
            {
                return false;
            }

            if (char.IsSurrogate(id[i]))
            {
                if (i + 1 == id.Length || !char.IsSurrogatePair(id[i], id[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }
}
