namespace Analyse.EntityFrameworkCore.Tests.Support;

public static class Some
{
    public static AnalyseEvent Event(string name = "order_placed", string? key = null) =>
        new(name) { PersonId = "user_1", IdempotencyKey = key };
}
