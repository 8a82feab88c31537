using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Analyse.AspNetCore.Hubs;

/// <summary>Adds the filter to all hubs. It costs nothing where there is no SignalR: nobody asks for the options then.</summary>
internal sealed class ConfigureAnalyseHubs(AnalyseHubFilter filter) : IConfigureOptions<HubOptions>
{
    public void Configure(HubOptions options) => options.AddFilter(filter);
}
