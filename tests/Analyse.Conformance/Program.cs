using Analyse.Conformance;

// Checks the client against recorded requests: Analyse.Conformance [vectors.json]. Without a file it takes its own copy.
var file = args is [var path, ..] ? path : Path.Combine(AppContext.BaseDirectory, "vectors.json");
return await ConformanceRun.RunAsync(file, Console.Out);
