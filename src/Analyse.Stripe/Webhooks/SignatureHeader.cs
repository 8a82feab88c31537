using System.Globalization;

namespace Analyse.Stripe.Webhooks;

/// <summary>The parts of <c>Stripe-Signature</c> that explain why it does not match.</summary>
/// <param name="Time">The time it was made, in Unix seconds; <see langword="null"/>: it names none.</param>
/// <param name="HasSignature">Whether it holds at least one signature of the current scheme, <c>v1</c>.</param>
internal readonly record struct SignatureHeader(long? Time, bool HasSignature)
{
    public static SignatureHeader Parse(string header)
    {
        long? time = null;
        var hasSignature = false;
        foreach (var part in header.Split(','))
        {
            var item = part.AsSpan().Trim();
            if (time is null && item.StartsWith("t=") && long.TryParse(item[2..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
            {
                time = seconds;
            }

            hasSignature |= item.StartsWith("v1=") && item.Length > "v1=".Length;
        }

        return new SignatureHeader(time, hasSignature);
    }
}
