using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Analyse.Events;

/// <summary>Recognises text that is copied as it is: visible ASCII and spaces, without quotes and backslashes.</summary>
internal static class PlainText
{
    private const ulong Ones = 0x0101_0101_0101_0101;
    private const ulong HighBits = 0x80 * Ones;

    /// <summary>Whether all of the text is plain. Other text may need escaping, or a closer look.</summary>
    // Eight bytes at a time with arithmetic alone: the platform's vectorised searches are generic, and compiling those for
    // the first event takes longer than searching ten thousand.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsPlain(ReadOnlySpan<byte> utf8)
    {
        ref var start = ref MemoryMarshal.GetReference(utf8);
        var special = 0UL;
        var done = 0;
        for (; done + sizeof(ulong) <= utf8.Length; done += sizeof(ulong))
        {
            special |= SpecialsOf(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, done)));
        }

        if (done < utf8.Length)
        {
            // Letters for what is missing of the last eight.
            var rest = (ulong)'a' * Ones;
            for (; done < utf8.Length; done++)
            {
                rest = (rest << 8) | Unsafe.Add(ref start, done);
            }

            special |= SpecialsOf(rest);
        }

        return (special & HighBits) == 0;
    }

    /// <returns>A high bit is set if a byte is not plain.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong SpecialsOf(ulong text) =>
        text | (text + Ones) | BelowIn(text, ' ') | BelowIn(text ^ ('"' * Ones), 1) | BelowIn(text ^ ('\\' * Ones), 1);

    // Subtracting borrows from the high bit of a smaller byte; those that had the bit before are found by it alone.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong BelowIn(ulong text, uint limit) => (text - (limit * Ones)) & ~text;
}
