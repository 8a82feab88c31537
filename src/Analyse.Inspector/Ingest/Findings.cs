using System.Collections;

namespace Analyse.Inspector.Ingest;

/// <summary>The first findings of one check, so that a hostile body cannot make the list long.</summary>
internal sealed class Findings(string prefix = "") : IReadOnlyList<Finding>
{
    private const int Most = 20;

    private readonly List<Finding> _findings = [];

    public int Count => _findings.Count;

    public Finding this[int index] => _findings[index];

    public void Add(string field, string message)
    {
        if (_findings.Count < Most)
        {
            _findings.Add(new Finding(prefix + field, message));
        }
    }

    public void AddRange(Findings others)
    {
        foreach (var finding in others._findings)
        {
            Add(finding.Field, finding.Message);
        }
    }

    public IEnumerator<Finding> GetEnumerator() => _findings.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
