using Analyse.AspNetCore.Configuration;
using Analyse.AspNetCore.Hubs;
using Analyse.AspNetCore.Identity;
using Analyse.AspNetCore.Requests;
using Analyse.Tracking;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Analyse.AspNetCore.DependencyInjection;

/// <summary>What ASP.NET Core adds to the client.</summary>
internal static class AnalyseRequestRegistration
{
    public static IAnalyseBuilder AddRequests(this IAnalyseBuilder builder)
    {
        if (!builder.Services.Any(service => service.ServiceType == typeof(RequestStates)))
        {
            builder.Services.AddRequestOptions();
            builder.Services.AddIdentity();
            builder.Services.AddRequestState();
            builder.Services.AddHubs();
            builder.Services.AddHostedService<ShutdownTimeCheck>();
        }

        return builder;
    }

    private static void AddRequestOptions(this IServiceCollection services)
    {
        services.TryAddSingleton(static provider =>
            new RequestSection(provider.GetService<IConfiguration>()?.GetSection(AnalyseRequestDefaults.AnalyseSectionName)));
        services.AddOptions<AnalyseRequestOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<AnalyseRequestOptions>, AnalyseRequestBinding>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AnalyseRequestOptions>, AnalyseRequestOptionsValidator>());
    }

    private static void AddIdentity(this IServiceCollection services)
    {
        services.TryAddSingleton<IPersonIdResolver, ClaimsPersonIdResolver>();
        services.AddSingleton<PersonReader>();
        services.AddSingleton<BrowserIdReader>();
    }

    private static void AddRequestState(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RequestReaders>();
        services.AddSingleton<RequestStates>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, RequestStartFilter>());
        services.AddSingleton<IWarmUp, RequestWarmUp>();
        services.AddSingleton<RequestFilter>();
        services.AddSingleton<AnonymousIdCookie>();
        services.AddSingleton<ResponseFlush>();

        // The client alone has a context that knows nobody.
        services.Replace(ServiceDescriptor.Scoped<IAnalyseContext, RequestAnalyseContext>());
    }

    private static void AddHubs(this IServiceCollection services)
    {
        services.AddSingleton<HubStates>();
        services.AddSingleton<AnalyseHubFilter>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HubOptions>, ConfigureAnalyseHubs>());
    }
}
