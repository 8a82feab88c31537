using Analyse.Conformance.Vectors;

namespace Analyse.Conformance;

/// <summary>Runs every vector of a file and reports what did not come out as recorded.</summary>
internal static class ConformanceRun
{
    /// <returns>The exit code: 0 when every vector passed.</returns>
    public static async Task<int> RunAsync(string file, TextWriter output)
    {
        var passed = 0;
        var failed = 0;
        try
        {
            await using var listener = await Listener.StartAsync();
            var runner = new VectorRunner(listener);
            foreach (var vector in VectorFile.Read(file))
            {
                var failures = await FailuresAsync(runner, vector);
                await ReportAsync(output, vector.Name, failures);
                _ = failures.Count == 0 ? passed++ : failed++;
            }
        }
        catch (VectorException e)
        {
            await output.WriteLineAsync(e.Message);
            failed++;
        }

        await output.WriteLineAsync($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<string>> FailuresAsync(VectorRunner runner, UnreadVector vector)
    {
        try
        {
            return await runner.RunAsync(vector.Read());
        }
        catch (VectorException e)
        {
            return [e.Message];
        }
    }

    private static async Task ReportAsync(TextWriter output, string name, IReadOnlyList<string> failures)
    {
        if (failures.Count == 0)
        {
            return;
        }

        await output.WriteLineAsync($"FAILED {name}");
        foreach (var failure in failures)
        {
            await output.WriteLineAsync($"  {failure}");
        }
    }
}
