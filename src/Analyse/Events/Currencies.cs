namespace Analyse.Events;

/// <summary>
/// The currencies of ISO 4217 list one with their decimals ("minor unit"), as its maintenance agency publishes them.
/// Left out are the codes without a minor unit (metals, funds of the IMF, tests): nobody pays with them. ANG and BGN,
/// withdrawn in 2025 and 2026, stay because payments and refunds made in them are still reported.
/// </summary>
internal static class Currencies
{
    private const string WithoutDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string WithTwoDecimals =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW " +
        "CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS " +
        "INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN " +
        "NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC " +
        "SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG";
    private const string WithThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";
    private const string WithFourDecimals = "CLF UYW";

    // Not a frozen dictionary, which takes 9 ms to make in a process that has just started.
    private static readonly Dictionary<string, int> _decimals = Decimals();

    public static bool TryGetDecimals(string code, out int decimals) => _decimals.TryGetValue(code, out decimals);

    private static Dictionary<string, int> Decimals()
    {
        var decimals = new Dictionary<string, int>(StringComparer.Ordinal);
        Add(0, WithoutDecimals);
        Add(2, WithTwoDecimals);
        Add(3, WithThreeDecimals);
        Add(4, WithFourDecimals);
        return decimals;

        void Add(int number, string codes)
        {
            foreach (var code in codes.Split(' '))
            {
                decimals.Add(code, number);
            }
        }
    }
}
