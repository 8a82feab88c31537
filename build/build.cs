// All that is done with this repository, here and on a build server: dotnet run build/build.cs <target>

using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

const string Solution = "Analyse.AspNetCore.sln";
const string TestResults = "artifacts/test-results";
const string Packages = "artifacts/packages";
const string ConformanceProject = "tests/Analyse.Conformance";
const string Vectors = $"{ConformanceProject}/vectors.json";

// A test that hangs must not hang a build server.
var stepLimit = TimeSpan.FromMinutes(20);

var callerDirectory = Environment.CurrentDirectory;
Environment.CurrentDirectory = RepositoryRoot();

Target[] targets =
[
    new("build", "compile everything; a warning is an error", _ => Build()),
    new("test", "build, run every test, then the conformance vectors", _ => Test()),
    new("faults", "run every test of faults, the slow ones too, and name what was skipped and why", _ => Faults()),
    new("conformance", "run the conformance vectors, or those of a file: conformance <file>", Conformance),
    new("format", "check the formatting; format --fix mends it", Format),
    new("api", "write the lists of the public API (src/*/PublicAPI.Unshipped.txt) from the code", _ => Api()),
    new("pack", "make the NuGet packages and check what is in them", _ => Pack()),
];

var name = args.FirstOrDefault();
return targets.SingleOrDefault(target => target.Name == name) is { } chosen ? chosen.Run(args[1..]) : ShowTargets();

int Build(params string[] options) => Dotnet(["build", Solution, "--nologo", "--verbosity", "quiet", .. options]);

int Test()
{
    var outcome = Build() == 0
        ? TestProjects() + Conform(Vectors)
        : Outcome.Problem("The build failed, so no test ran.");
    Console.WriteLine(outcome);
    return outcome.ExitCode;
}

int Faults()
{
    Environment.SetEnvironmentVariable("ANALYSE_FAULTS", "all");
    Clean(TestResults);
    string[] projects = ["tests/Analyse.FaultTests", "tests/Analyse.Sqlite.Tests"];
    var exitCode = projects.Max(project => Dotnet(
        "test", "--project", project, "--no-progress", "--results-directory", TestResults, "--report-xunit-xml"));
    foreach (var (test, reason) in SkippedTests())
    {
        Console.WriteLine($"skipped {test}: {reason}");
    }

    return exitCode;
}

int Conformance(string[] arguments) =>
    Conform(arguments is [var file, ..] ? Path.GetFullPath(file, callerDirectory) : Vectors).ExitCode;

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

    // Against an empty list the analyzer names every symbol, in the form the list wants, in a sentence that is read here.
    var findings = new List<string>();
    Read(
        findings.Add,
        "build", Solution, "--no-incremental", "-p:TrackPublicApi=true", "-p:TreatWarningsAsErrors=false", "-p:PreferredUILang=en");
    foreach (var library in Libraries())
    {
        var project = Path.GetFullPath($"src/{library}/{library}.csproj");
        var ofLibrary = findings.Where(finding => finding.EndsWith($"[{project}]", StringComparison.Ordinal)).ToArray();
        var added = Symbols(ofLibrary, "RS0016");
        var removed = Symbols(ofLibrary, "RS0017").Select(symbol => $"*REMOVED*{symbol}");
        WriteApiList(library, "Unshipped", removed.Concat(added));
    }

    return Build("-p:TrackPublicApi=true");
}

int Pack()
{
    Clean(Packages);
    if (Dotnet("pack", Solution, "--nologo", "--verbosity", "quiet", "--configuration", "Release", "--output", Packages) != 0)
    {
        return Fail("The packages could not be made.");
    }

    var faults = Libraries().SelectMany(PackageFaults).ToArray();
    return faults.Length == 0 ? 0 : Fail(string.Join(Environment.NewLine, faults));
}

int ShowTargets()
{
    Console.WriteLine(name is null ? "dotnet run build/build.cs <target>" : $"There is no target '{name}'. There are:");
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
    foreach (var project in ProjectNames("tests", "*Tests.csproj"))
    {
        if (!reports.TryGetValue(project, out var report))
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

IEnumerable<(string Test, string Reason)> SkippedTests() =>
    from file in Directory.EnumerateFiles(TestResults, "*.xunit.xml")
    from test in XDocument.Load(file).Descendants("test")
    where (string?)test.Attribute("result") == "Skip"
    select ((string)test.Attribute("name")!, (string?)test.Element("reason") ?? "no reason given");

Outcome Conform(string vectors)
{
    var lastLine = "";
    var exitCode = Read(Echo, "run", "--project", ConformanceProject, "--", vectors);
    var outcome = Outcome.Parse(lastLine) ?? Outcome.Problem($"{ConformanceProject} did not end with its count of passed and failed.");
    return outcome switch
    {
        { ExitCode: 0 } when exitCode != 0 =>
            outcome + Outcome.Problem($"No vector failed, but {ConformanceProject} ended with exit code {exitCode}."),
        { Passed: 0, Failed: 0 } => Outcome.Problem($"{ConformanceProject} ran no vector."),
        _ => outcome,
    };

    void Echo(string line) => Console.WriteLine(lastLine = line);
}

string[] PackageFaults(string library)
{
    var name = new Regex($@"^{Regex.Escape(library)}\.\d.*\.nupkg$");
    var file = Directory.EnumerateFiles(Packages).SingleOrDefault(path => name.IsMatch(Path.GetFileName(path)));
    if (file is null)
    {
        return [$"{library}: there is no package."];
    }

    using var package = ZipFile.OpenRead(file);
    using var nuspec = new StreamReader(package.GetEntry($"{library}.nuspec")!.Open());
    (string Part, bool IsThere)[] parts =
    [
        ("README", package.GetEntry("README.md") is not null),
        ("assembly", package.GetEntry($"lib/net10.0/{library}.dll") is not null),
        ("XML documentation", package.GetEntry($"lib/net10.0/{library}.xml") is not null),
        ("license expression", nuspec.ReadToEnd().Contains("<license type=\"expression\">")),
        ("symbol package", File.Exists(Path.ChangeExtension(file, ".snupkg"))),
    ];
    return [.. parts.Where(part => !part.IsThere).Select(part => $"{library}: the package has no {part.Part}.")];
}

IEnumerable<string> Symbols(IEnumerable<string> findings, string rule) =>
    findings.Select(finding => Regex.Match(finding, $"{rule}: Symbol '(.+)' is (not )?part of the declared"))
        .Where(match => match.Success)
        .Select(match => match.Groups[1].Value)
        .Distinct()
        .Order(StringComparer.Ordinal);

void WriteApiList(string library, string list, IEnumerable<string> symbols) =>
    File.WriteAllLines(ApiList(library, list), ["#nullable enable", .. symbols]);

string ApiList(string library, string list) => $"src/{library}/PublicAPI.{list}.txt";

string[] Libraries() => ProjectNames("src", "*.csproj");

string[] ProjectNames(string folder, string pattern) =>
[
    .. from file in Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
       orderby file
       select Path.GetFileNameWithoutExtension(file),
];

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

    public static Outcome? Parse(string line) =>
        Sum().Match(line) is { Success: true, Groups: var numbers }
            ? new Outcome(int.Parse(numbers[1].Value), int.Parse(numbers[2].Value), numbers[3].Success ? int.Parse(numbers[3].Value) : 0)
            : null;

    public override string ToString() => $"{Passed} passed, {Failed} failed" + (Skipped == 0 ? "" : $", {Skipped} skipped");

    [GeneratedRegex(@"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$")]
    private static partial Regex Sum();
}
