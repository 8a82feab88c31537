namespace Analyse.FaultTests.Rig;

/// <summary>One line of a sink's script.</summary>
internal sealed record SinkAnswer(int Status = 200)
{
    public (string Name, string Value)[] Headers { get; init; } = [];

    public string Body { get; init; } = "";

    /// <summary>What the answer waits for.</summary>
    public Task After { get; init; } = Task.CompletedTask;

    /// <summary>Whether the connection is reset in place of an answer.</summary>
    public bool Reset { get; init; }

    public static implicit operator SinkAnswer(int status) => new(status);
}
