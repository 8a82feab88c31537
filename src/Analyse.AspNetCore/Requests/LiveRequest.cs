using Analyse.AspNetCore.Identity;
using Microsoft.AspNetCore.Http;

namespace Analyse.AspNetCore.Requests;

/// <summary>What may change while a request lives: authorization sets the user late, and the endpoint reads the form.</summary>
internal sealed class LiveRequest(HttpContext context, PersonReader persons, BrowserIdReader browserIds)
{
    public string? PersonId => persons.Read(context.User);

    public BrowserIds FormIds => browserIds.ReadForm(context);
}
