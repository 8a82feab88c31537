using System.Text.Json;
using Analyse.Inspector.Ingest;
using Xunit;

namespace Analyse.Inspector.Tests.Ingest;

public sealed class VectorTests
{
    public static TheoryData<string, string> RecordedBodies()
    {
        using var stream = typeof(VectorTests).Assembly.GetManifestResourceStream("vectors.json")!;
        using var vectors = JsonDocument.Parse(stream);
        var bodies = new TheoryData<string, string>();

        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            if (vector.GetProperty("expect").TryGetProperty("body", out var body))
            {
                bodies.Add(vector.GetProperty("name").GetString()!, body.GetRawText());
            }
        }

        return bodies;
    }

    [Theory]
    [MemberData(nameof(RecordedBodies))]
    public void What_the_vendors_SDK_sent_is_taken_without_a_warning(string name, string body)
    {
        var request = RequestReader.Read(IngestForm.Batch, System.Text.Encoding.UTF8.GetBytes(body));

        Assert.NotEmpty(name);
        Assert.Empty(request.Problems);
        Assert.NotEmpty(request.Events);
        Assert.All(request.Events, received => Assert.Empty(received.Warnings));
    }
}
