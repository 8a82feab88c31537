using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Analyse.AspNetCore.Tests.Support;

/// <summary>What a test wants of its application.</summary>
internal sealed record TestAppSetup
{
    public required Action<WebApplication> Map { get; init; }

    public Action<AnalyseRequestOptions>? Requests { get; init; }

    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>What runs before authentication.</summary>
    public Action<WebApplication>? First { get; init; }

    public bool WithMiddleware { get; init; } = true;

    /// <summary>A real server on a loopback port, with a client that has one connection.</summary>
    public bool OnKestrel { get; init; }
}
