namespace Analyse.EntityFrameworkCore.TestShop.Data;

public sealed class Order
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Number { get; init; }
}
