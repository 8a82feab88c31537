using Analyse.Simulation;

// Prints what the delivery does to a service that fails, on a simulated clock, with the classes of the client.
// An argument chooses one part: failures, recovery or fleet.
var chosen = args.FirstOrDefault();
if (chosen is null or "failures")
{
    Tables.PrintFailures(Console.Out);
    Tables.PrintFailuresAfterOutage(Console.Out);
}

if (chosen is null or "recovery")
{
    Tables.PrintRecovery(Console.Out);
}

if (chosen is null or "fleet")
{
    Tables.PrintFleet(Console.Out);
}
