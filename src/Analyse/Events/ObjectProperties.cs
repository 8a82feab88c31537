namespace Analyse.Events;

internal static class ObjectProperties
{
    /// <summary>What the compiler says where an object is given instead of properties.</summary>
    public const string Way =
        "Properties are an EventProperties: write new() { [\"plan\"] = \"pro\" }, or convert a dictionary with EventProperties.From(dictionary) and a record or class with EventProperties.From(value, YourJsonContext.Default.YourType). An anonymous object does not convert.";
}
