using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>What <c>$trusted</c> holds: what is known of a node by its certificate.</summary>
public static class TrustedFacts
{
    /// <summary>Those of a node without a certificate; what is given counts more.</summary>
    public static HashValue Of(string nodeName, HashValue? given = null)
    {
        var name = given?.Find("certname")?.ToString() ?? nodeName;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var facts = new HashValue.Builder
        {
            ["authenticated"] = "local",
            ["certname"] = name,
            ["extensions"] = HashValue.Empty,
            ["hostname"] = dot < 0 ? name : name[..dot],
            ["domain"] = dot < 0 ? UndefValue.Instance : name[(dot + 1)..],
            ["external"] = HashValue.Empty,
        };
        foreach (var (key, value) in given?.Pairs ?? [])
        {
            facts[key] = value;
        }
        return facts.Build();
    }
}
