namespace Analyse.Events;

/// <summary>
/// The currencies of ISO 4217 list one with their decimals ("minor unit"), as its maintenance agency publishes them.
/// Left out are the codes without a minor unit (metals, funds of the IMF, tests): nobody pays with them. Withdrawn codes stay
/// where payment services still report payments and refunds made in them.
/// </summary>
internal static class Currencies
{
    private const string WithoutDecimals = "BIF BYR CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string WithTwoDecimals =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW " +
        "CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS " +
        "INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN " +
        "NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC " +
        "SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG " +
        "CUC EEK HRK LTL LVL MRO SLL STD TMM VEF ZMK ZWL";
    private const string WithThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";
    private const string WithFourDecimals = "CLF UYW";

    private const int CodeLength = 3;
    private const int Letters = 'Z' - 'A' + 1;

    // By the code as a number of three digits, and one more than the decimals: a table that a process which has just
    // started fills quickly. The platform's dictionaries take it 1 to 9 ms.
    private static readonly byte[] _decimals = Decimals();

    /// <summary>The number of decimals of a currency, by its code in upper case.</summary>
    public static bool TryGetDecimals(string code, out int decimals)
    {
        var entry = IndexOf(code, 0, code.Length) is var index and >= 0 ? _decimals[index] : 0;
        decimals = Math.Max(0, entry - 1);
        return entry > 0;
    }

    private static byte[] Decimals()
    {
        var decimals = new byte[Letters * Letters * Letters];
        Add(decimals, 0, WithoutDecimals);
        Add(decimals, 2, WithTwoDecimals);
        Add(decimals, 3, WithThreeDecimals);
        Add(decimals, 4, WithFourDecimals);
        return decimals;
    }

    private static void Add(byte[] decimals, int number, string codes)
    {
        for (var start = 0; start < codes.Length; start += CodeLength + 1)
        {
            decimals[IndexOf(codes, start, CodeLength)] = (byte)(number + 1);
        }
    }

    private static int IndexOf(string text, int start, int length)
    {
        if (length != CodeLength)
        {
            return -1;
        }

        var index = 0;
        for (var i = start; i < start + CodeLength; i++)
        {
            if (text[i] is < 'A' or > 'Z')
            {
                return -1;
            }

            index = (index * Letters) + (text[i] - 'A');
        }

        return index;
    }
}
