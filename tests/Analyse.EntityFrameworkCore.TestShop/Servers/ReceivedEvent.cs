namespace Analyse.EntityFrameworkCore.TestShop.Servers;

/// <param name="Sender">Which instance sent it: the first part of the path.</param>
/// <param name="Name">The event's name.</param>
/// <param name="Id">Its id.</param>
public sealed record ReceivedEvent(string Sender, string Name, string Id);
