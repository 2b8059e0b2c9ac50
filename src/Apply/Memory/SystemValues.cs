using System.Buffers;
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
    private readonly ResourceTable<ReadOnlyMemory<byte>> before = new();
    private readonly ResourceTable<ReadOnlyMemory<byte>> now = new();
    private readonly ArrayBufferWriter<byte> text = new();

    // All properties of a resource are asked for one after the other.
    private ResourceReference? lastAsked;
    private ReadOnlyMemory<byte> lastFound;

    /// <summary>Nothing is known yet.</summary>
    public SystemValues() { }

    /// <param name="text">The file's text; what is not understood in it is left out.</param>
    public SystemValues(ReadOnlyMemory<byte> text)
    {
        foreach (var (key, body) in YamlBlocks.Split(text, indent: 2))
        {
            before.Set(key, body);
        }
    }

    /// <summary>What an earlier run left a property at; null when none did.</summary>
    public Value? Find(ResourceReference resource, string property) =>
        Lines(resource, property) is { } yaml ? Read(yaml) : null;

    /// <summary>As <see cref="Find"/>, as it was written; null when it was nothing.</summary>
    internal ReadOnlyMemory<byte>? Lines(ResourceReference resource, string property)
    {
        if (!resource.Equals(lastAsked))
        {
            lastAsked = resource;
            lastFound = before.TryFind(resource, out var body) ? body : default;
        }
        var name = Encoding.UTF8.GetBytes(property);
        if (
            YamlBlocks.Find(lastFound, indent: 6, name) is { } lines
            && !lines.Span.TrimEnd(" \n"u8).EndsWith(NoValue)
        )
        {
            return lines;
        }
        return null;
    }

    /// <summary>A resource that was passed over keeps what it had.</summary>
    public void Keep(ResourceReference resource)
    {
        if (before.TryFind(resource, out var body))
        {
            now.Set(resource.ToString(), body);
        }
    }

    /// <summary>Begins what a resource is left at; <see cref="End"/> ends it.</summary>
    internal void Begin()
    {
        text.ResetWrittenCount();
        text.Write("    parameters:\n"u8);
    }

    /// <summary>A property and its lines as an earlier run wrote them.</summary>
    internal void Add(string property, ReadOnlySpan<byte> lines)
    {
        Add(property);
        text.Write(lines);
    }

    /// <summary>A property and its value.</summary>
    internal void Add(string property, Value? value, Func<Value, string> scalar)
    {
        Add(property);
        text.Write("        "u8);
        text.Write(NoValue);
        foreach (var item in value is ArrayValue array ? array.Items.AsSpan() : Single(value))
        {
            text.Write("\n        - "u8);
            Encoding.UTF8.GetBytes(scalar(item).Replace("\n", "\n        "), text);
        }
        text.Write("\n"u8);
    }

    /// <summary>What was the same before is not held twice.</summary>
    internal void End(ResourceReference resource)
    {
        var isSame = before.TryFind(resource, out var body) && body.Span.SequenceEqual(text.WrittenSpan);
        now.Set(resource.ToString(), isSame ? body : text.WrittenSpan.ToArray());
    }

    public void Write(Stream output)
    {
        using var yaml = new YamlLines(output);
        yaml.Line(0, "---"u8);
        yaml.Line(0, now.All.Count == 0 ? "resources: {}"u8 : "resources:"u8);
        foreach (var (key, body) in now.All)
        {
            yaml.Heading(2, key);
            yaml.Raw(body.Span);
        }
    }

    private static ReadOnlySpan<byte> NoValue => "system_value:"u8;

    private static ReadOnlySpan<Value> Single(Value? value) => value is null ? [] : new([value]);

    private void Add(string property)
    {
        text.Write("      "u8);
        Encoding.UTF8.GetBytes(property, text);
        text.Write(":\n"u8);
    }

    private static Value? Read(ReadOnlyMemory<byte> lines)
    {
        var tree = YamlReader.Read(new SourceFile("", Encoding.UTF8.GetString(lines.Span))).Tree;
        return tree is MappingTree { Entries: [{ Value: not ScalarTree { Value: null } and var value }, ..] }
            ? MemoryValue.Of(value)
            : null;
    }
}
