using Analyse.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Analyse.AspNetCore.Requests;

/// <summary>What all requests share: how a person and a browser are recognised, and where scopes come from.</summary>
internal sealed class RequestReaders(PersonReader persons, BrowserIdReader browserIds, IServiceScopeFactory scopes)
{
    public PersonReader Persons => persons;

    public BrowserIdReader BrowserIds => browserIds;

    public IServiceScopeFactory Scopes => scopes;
}
