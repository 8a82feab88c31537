using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Analyse.DependencyInjection;

internal sealed class AnalyseBuilder(IServiceCollection services) : IAnalyseBuilder
{
    public IServiceCollection Services => services;

    public IAnalyseBuilder AddEnricher<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TEnricher>()
        where TEnricher : class, IEventEnricher
    {
        services.AddSingleton<IEventEnricher, TEnricher>();
        return this;
    }
}
