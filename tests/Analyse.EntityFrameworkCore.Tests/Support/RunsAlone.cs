using Xunit;

namespace Analyse.EntityFrameworkCore.Tests.Support;

/// <summary>Tests beside which no other runs.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;
