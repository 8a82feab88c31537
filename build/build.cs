// All that is done with this repository, here and on a build server: dotnet run build/build.cs <target>

using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

const string Solution = "Analyse.AspNetCore.sln";
const string TestResults = "artifacts/test-results";
const string Packages = "artifacts/packages";
const string ConformanceProject = "tests/Analyse.Conformance";

// A test that hangs must not hang a build server.
var stepLimit = TimeSpan.FromMinutes(20);

var callerDirectory = Environment.CurrentDirectory;
Environment.CurrentDirectory = RepositoryRoot();

Target[] targets =
[
    new("build", "compile everything; a warning is an error", _ => Build()),
    new("test", "build, run every test, then the conformance vectors", _ => Test()),
    new("conformance", "run the conformance vectors, or those of a file: conformance <file>", Conformance),
    new("format", "check the formatting; format --fix mends it", Format),
    new("api", "write the lists of the public API (src/*/PublicAPI.Unshipped.txt) from the code", _ => Api()),
    new("pack", "make the NuGet packages and check what is in them", _ => Pack()),
];

var name = args.FirstOrDefault();
return targets.SingleOrDefault(target => target.Name == name) is { } chosen ? chosen.Run(args[1..]) : ShowTargets();

int Build() => Dotnet("build", Solution, "--nologo", "--verbosity", "quiet");

int Test()
{
    var outcome = Build() == 0
        ? TestProjects() + Conform($"{ConformanceProject}/vectors.json")
        : Outcome.Problem("The build failed, so no test ran.");
    Console.WriteLine(outcome);
    return outcome.ExitCode;
}

int Conformance(string[] arguments) =>
    Conform(arguments is [var file, ..] ? Path.GetFullPath(file, callerDirectory) : $"{ConformanceProject}/vectors.json").ExitCode;

int Format(string[] arguments)
{
    string[] mode = arguments.Contains("--fix") ? [] : ["--verify-no-changes"];
    var whitespace = Dotnet(["format", "whitespace", "--folder", ".", "--include", "build/", "src/", "tests/", "samples/", .. mode]);
    var style = Dotnet(["format", "style", Solution, .. mode]);
    return whitespace == 0 && style == 0 ? 0 : Fail("The formatting is not right. To mend it: dotnet run build/build.cs format --fix");
}

int Api()
{
    foreach (var library in Libraries())
    {
        WriteApiList(library, "Unshipped", []);
        if (!File.Exists(ApiList(library, "Shipped")))
        {
            WriteApiList(library, "Shipped", []);
        }
    }

    // Against empty lists the analyzer names every public symbol, in the words the lists want.
    var findings = new List<string>();
    Read(findings.Add, "build", Solution, "--no-incremental", "-p:TrackPublicApi=true", "-p:TreatWarningsAsErrors=false");
    foreach (var library in Libraries())
    {
        var ofLibrary = findings.Where(finding => finding.EndsWith($"[{Path.GetFullPath(library)}]", StringComparison.Ordinal)).ToArray();
        var added = Symbols(ofLibrary, "RS0016");
        var removed = Symbols(ofLibrary, "RS0017").Select(symbol => $"*REMOVED*{symbol}");
        WriteApiList(library, "Unshipped", removed.Concat(added));
    }

    return Dotnet("build", Solution, "--nologo", "--verbosity", "quiet", "-p:TrackPublicApi=true");
}

int Pack()
{
    Clean(Packages);
    if (Dotnet("pack", Solution, "--nologo", "--verbosity", "quiet", "--configuration", "Release", "--output", Packages) != 0)
    {
        return Fail("The packages could not be made.");
    }

    var faults = Libraries().Select(Path.GetFileNameWithoutExtension).SelectMany(library => PackageFaults(library!)).ToArray();
    return faults.Length == 0 ? 0 : Fail(string.Join(Environment.NewLine, faults));
}

int ShowTargets()
{
    Console.WriteLine(name is null ? "dotnet run build/build.cs <target>, where the target is" : $"There is no target '{name}'. The targets are");
    foreach (var target in targets)
    {
        Console.WriteLine($"  {target.Name,-12} {target.Purpose}");
    }

    return name is null ? 0 : 2;
}

Outcome TestProjects()
{
    Clean(TestResults);
    var exitCode = Dotnet(
        "test", "--solution", Solution, "--no-build", "--no-progress", "--results-directory", TestResults, "--report-xunit-xml");

    var reports = TestReports();
    var outcome = reports.Values.Aggregate(Outcome.None, (sum, report) => sum + report);
    foreach (var project in Projects("tests", "*.Tests.csproj").Select(Path.GetFileNameWithoutExtension))
    {
        if (!reports.TryGetValue(project!, out var report))
        {
            outcome += Outcome.Problem($"{project} left no report: it crashed, was stopped, or is not in {Solution}.");
        }
        else if (report == Outcome.None)
        {
            outcome += Outcome.Problem($"{project} ran no test.");
        }
    }

    return exitCode != 0 && outcome.ExitCode == 0
        ? outcome + Outcome.Problem($"No test failed, but dotnet test ended with exit code {exitCode}.")
        : outcome;
}

Dictionary<string, Outcome> TestReports() =>
    Directory.EnumerateFiles(TestResults, "*.xunit.xml")
        .SelectMany(file => XDocument.Load(file).Descendants("assembly"))
        .ToDictionary(
            assembly => Path.GetFileNameWithoutExtension((string)assembly.Attribute("name")!),
            assembly => new Outcome(
                (int)assembly.Attribute("passed")!,
                (int)assembly.Attribute("failed")! + (int)assembly.Attribute("errors")!,
                (int)assembly.Attribute("skipped")!));

Outcome Conform(string vectors)
{
    var lastLine = "";
    var exitCode = Read(Echo, "run", "--project", ConformanceProject, "--", vectors);
    return Outcome.Parse(lastLine) switch
    {
        null => Outcome.Problem($"{ConformanceProject} did not end with its count, but with exit code {exitCode}."),
        { Failed: 0 } when exitCode != 0 => Outcome.Problem($"{ConformanceProject} counted no failure, but ended with exit code {exitCode}."),
        { } outcome when outcome == Outcome.None => Outcome.Problem($"{ConformanceProject} ran no vector."),
        { } outcome => outcome,
    };

    void Echo(string line) => Console.WriteLine(lastLine = line);
}

IEnumerable<string> PackageFaults(string library)
{
    var version = new Regex($@"^{Regex.Escape(library)}\.\d.*\.nupkg$");
    var file = Directory.EnumerateFiles(Packages).SingleOrDefault(path => version.IsMatch(Path.GetFileName(path)));
    if (file is null)
    {
        yield return $"{library}: there is no package.";
        yield break;
    }

    using var package = ZipFile.OpenRead(file);
    foreach (var entry in new[] { "README.md", $"lib/net10.0/{library}.dll", $"lib/net10.0/{library}.xml" })
    {
        if (package.GetEntry(entry) is null)
        {
            yield return $"{library}: the package is without {entry}.";
        }
    }

    using var nuspec = package.GetEntry($"{library}.nuspec")!.Open();
    if (!XDocument.Load(nuspec).Descendants().Any(element => element.Name.LocalName == "license" && (string?)element.Attribute("type") == "expression"))
    {
        yield return $"{library}: the package has no license expression.";
    }

    if (!File.Exists(Path.ChangeExtension(file, ".snupkg")))
    {
        yield return $"{library}: there is no symbol package.";
    }
}

IEnumerable<string> Symbols(IEnumerable<string> findings, string rule) =>
    findings.Select(finding => Regex.Match(finding, $"{rule}: Symbol '(.+)' is (not )?part of the declared"))
        .Where(match => match.Success)
        .Select(match => match.Groups[1].Value)
        .Distinct()
        .Order(StringComparer.Ordinal);

void WriteApiList(string library, string list, IEnumerable<string> symbols) =>
    File.WriteAllLines(ApiList(library, list), ["#nullable enable", .. symbols]);

string ApiList(string library, string list) => Path.Combine(Path.GetDirectoryName(library)!, $"PublicAPI.{list}.txt");

string[] Libraries() => Projects("src", "*.csproj");

string[] Projects(string folder, string pattern) =>
    [.. Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

string RepositoryRoot()
{
    var directory = new DirectoryInfo(callerDirectory);
    while (!File.Exists(Path.Combine(directory.FullName, Solution)))
    {
        directory = directory.Parent ?? throw new DirectoryNotFoundException($"No folder above {callerDirectory} has {Solution}.");
    }

    return directory.FullName;
}

void Clean(string folder)
{
    if (Directory.Exists(folder))
    {
        Directory.Delete(folder, recursive: true);
    }

    Directory.CreateDirectory(folder);
}

int Dotnet(params string[] arguments)
{
    using var process = Process.Start("dotnet", arguments);
    return EndOf(process, arguments);
}

int Read(Action<string> take, params string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
    process.OutputDataReceived += (_, received) =>
    {
        if (received.Data is { } line)
        {
            take(line);
        }
    };
    process.BeginOutputReadLine();
    return EndOf(process, arguments);
}

int EndOf(Process process, string[] arguments)
{
    if (!process.WaitForExit(stepLimit))
    {
        Console.Error.WriteLine($"dotnet {arguments[0]} did not end within {stepLimit.TotalMinutes} minutes and was stopped.");
        process.Kill(entireProcessTree: true);
    }

    process.WaitForExit();
    return process.ExitCode;
}

int Fail(string reason)
{
    Console.Error.WriteLine(reason);
    return 1;
}

sealed record Target(string Name, string Purpose, Func<string[], int> Run);

sealed partial record Outcome(int Passed, int Failed, int Skipped)
{
    public static readonly Outcome None = new(0, 0, 0);

    public int ExitCode => Failed == 0 ? 0 : 1;

    public static Outcome operator +(Outcome left, Outcome right) =>
        new(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped);

    /// <summary>What kept tests from running counts as a failure, so that the sum never looks better than the run was.</summary>
    public static Outcome Problem(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return new Outcome(0, 1, 0);
    }

    public static Outcome? Parse(string line) => Sum().Match(line) is { Success: true } match
        ? new Outcome(int.Parse(match.Groups[1].Value), int.Parse(match.Groups[2].Value), match.Groups[3].Success ? int.Parse(match.Groups[3].Value) : 0)
        : null;

    public override string ToString() => $"{Passed} passed, {Failed} failed" + (Skipped == 0 ? "" : $", {Skipped} skipped");

    [GeneratedRegex(@"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$")]
    private static partial Regex Sum();
}
