using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Analyse.Inspector.Page;
using Xunit;

namespace Analyse.Inspector.Tests.Page;

/// <summary>Runs a script of the page, with some lines after it, in Node. Where Node is not installed, the test is skipped.</summary>
internal static class PageScript
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <summary>What the lines give to <c>say</c>.</summary>
    public static async Task<JsonElement> RunAsync(string file, string lines)
    {
        using var node = Start();
        var script = Encoding.UTF8.GetString(PageFiles.Find(file)!.Content.Span);
        await node.StandardInput.WriteAsync($"{script}\nconst say = value => console.log(JSON.stringify(value));\n{lines}\n");
        node.StandardInput.Close();
        var output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(_patience, TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, await errors);
        return JsonDocument.Parse(await output).RootElement;
    }

    private static Process Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", ["--input-type=module", "-"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                StandardOutputEncoding = Encoding.UTF8,
                Environment = { ["LC_ALL"] = "en_US.UTF-8" },
            })!;
        }
        catch (Win32Exception) when (Environment.GetEnvironmentVariable("ANALYSE_TEST_NODE_REQUIRED") is null)
        {
            Assert.Skip("Node is not installed, and runs the scripts of the page.");
            throw;
        }
    }
}
