using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Analyse;

/// <summary>What <c>AddAnalyse</c> and <c>AddAnalyseClient</c> return: where more of the library is switched on.</summary>
public interface IAnalyseBuilder
{
    /// <summary>The application's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>Adds an enricher, a singleton that sees each event before it is stored.</summary>
    /// <typeparam name="TEnricher">The enricher.</typeparam>
    /// <returns>The same builder.</returns>
    IAnalyseBuilder AddEnricher<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TEnricher>()
        where TEnricher : class, IEventEnricher;
}
