using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>
/// What the last run left each property at, so that the next can tell a drift of the host from a change
/// of the
/// manifest. Read from and written to the reference's <c>transactionstore.yaml</c>.
/// </summary>
public sealed class SystemValues
{
    private const string NoValue = "system_value:";
    private readonly Dictionary<string, string> before = [];
    private readonly Dictionary<string, string> now = [];

    // All properties of a resource are asked for one after the other.
    private ResourceReference? lastAsked;
    private ImmutableArray<(string Property, string Lines)> lastFound = [];

    /// <summary>Nothing is known yet.</summary>
    public SystemValues() { }

    /// <param name="text">The file's text; what is not understood in it is left out.</param>
    public SystemValues(string text)
    {
        foreach (var (key, body) in YamlBlocks.Split(text, indent: 2))
        {
            before[key] = body;
        }
    }

    /// <summary>What an earlier run left a property at; null when none did.</summary>
    public Value? Find(ResourceReference resource, string property) =>
        Lines(resource, property) is { } yaml ? Read(yaml) : null;

    /// <summary>As <see cref="Find"/>, as it was written; null when it was nothing.</summary>
    internal string? Lines(ResourceReference resource, string property)
    {
        if (!resource.Equals(lastAsked))
        {
            lastAsked = resource;
            lastFound = before.TryGetValue(resource.ToString(), out var body)
                ? [.. YamlBlocks.Split(body, indent: 6)]
                : [];
        }
        foreach (var (name, lines) in lastFound)
        {
            if (name == property)
            {
                return lines.AsSpan().TrimEnd().EndsWith(NoValue) ? null : lines;
            }
        }
        return null;
    }

    /// <summary>A resource that was passed over keeps what it had.</summary>
    public void Keep(ResourceReference resource)
    {
        if (before.TryGetValue(resource.ToString(), out var body))
        {
            now[resource.ToString()] = body;
        }
    }

    /// <param name="values">By property, as lines below its name.</param>
    public void Set(ResourceReference resource, ImmutableArray<(string Property, string Lines)> values)
    {
        if (values.IsEmpty)
        {
            return;
        }
        var text = new StringBuilder("    parameters:\n");
        foreach (var (property, lines) in values)
        {
            text.Append("      ").Append(property).Append(":\n").Append(lines);
        }
        now[resource.ToString()] = text.ToString();
    }

    public void Write(Stream output)
    {
        using var yaml = new YamlLines(output);
        yaml.Line(0, "---"u8);
        yaml.Line(0, now.Count == 0 ? "resources: {}"u8 : "resources:"u8);
        foreach (var (key, body) in now)
        {
            yaml.Heading(2, key);
            yaml.Raw(body);
        }
    }

    /// <summary>The lines of a value, below the name of its property.</summary>
    internal static string LinesOf(Value? value, Func<Value, string> scalar)
    {
        var text = new StringBuilder($"        {NoValue}");
        if (value is null)
        {
            return text.Append('\n').ToString();
        }
        foreach (var item in value is ArrayValue array ? array.Items : [value])
        {
            text.Append("\n        - ").Append(scalar(item).Replace("\n", "\n        "));
        }
        return text.Append('\n').ToString();
    }

    private static Value? Read(string lines)
    {
        var tree = YamlReader.Read(new SourceFile("", lines)).Tree;
        return tree is MappingTree { Entries: [{ Value: not ScalarTree { Value: null } and var value }, ..] }
            ? MemoryValue.Of(value)
            : null;
    }
}
