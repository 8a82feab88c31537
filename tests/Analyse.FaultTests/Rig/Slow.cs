using Xunit;

namespace Analyse.FaultTests.Rig;

/// <summary>Keeps tests that take long out of the normal run; <c>dotnet run build/build.cs faults</c> asks for them.</summary>
internal static class Slow
{
    public static void SkipUnlessAsked() => Assert.SkipUnless(
        Environment.GetEnvironmentVariable("ANALYSE_FAULTS") == "all", "It is slow: dotnet run build/build.cs faults runs it.");
}
