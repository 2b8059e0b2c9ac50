using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Model;

/// <summary>Facts that were read, or null, and what there is to say about them.</summary>
public sealed record FactsResult(Facts? Facts, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Facts as JSON: <c>{"name": …, "values": {…}, "timestamp": …, "expiration": …}</c>.</summary>
public static class FactsJson
{
    /// <param name="timestamp">When they were gathered; left out when null.</param>
    /// <param name="expiration">Until when they hold; left out when null.</param>
    public static string Write(
        Facts facts,
        DateTimeOffset? timestamp = null,
        DateTimeOffset? expiration = null,
        bool isIndented = false
    )
    {
        var builder = new HashValue.Builder { ["name"] = facts.NodeName, ["values"] = facts.Values };
        if (timestamp is { } gathered)
        {
            builder["timestamp"] = TimeOf(gathered);
        }
        if (expiration is { } expires)
        {
            builder["expiration"] = TimeOf(expires);
        }
        return JsonText.Write(builder.Build(), isIndented);
    }

    private static string TimeOf(DateTimeOffset moment) =>
        TimestampValue.From(moment).Format("%FT%T.%9N%:z", moment.Offset == TimeSpan.Zero ? "+00:00" : null);

    /// <summary>
    /// Reads the form above, or a hash of facts alone, as <c>facter --json</c> prints it; then the name is
    /// the one given.
    /// </summary>
    public static FactsResult Read(SourceFile file, string nodeName)
    {
        var read = JsonReader.Read(file);
        if (read.Tree is not MappingTree mapping)
        {
            return new(
                null,
                read.Tree is null
                    ? read.Diagnostics
                    : [ModelDiagnostics.InvalidFacts(read.Tree.Span, "they are not a hash")]
            );
        }
        var hash = (HashValue)ValueTree.ToValue(mapping);
        return
            hash is { Count: >= 2 }
            && hash.Find("name") is StringValue name
            && hash.Find("values") is HashValue values
            ? new(new Facts(name.Text, values), read.Diagnostics)
            : new(new Facts(nodeName, hash), read.Diagnostics);
    }
}
