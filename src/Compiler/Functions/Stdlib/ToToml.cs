using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ToToml() : Function("to_toml")
{
    public override ImmutableArray<string> Aliases => ["stdlib::to_toml"];

    public override ImmutableArray<string> Signatures =>
        ["(Hash data) >> Variant[String, Sensitive[String]]"];

    public override string Doc =>
        """
            A hash as TOML: plain values first, tables after, both in the order of their keys. `Sensitive`
            when something in it is.

                to_toml({ 'b' => 1, 'a' => { 'c' => ['x'] } }) # => "b = 1\n[a]\nc = [\"x\"]\n"
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) => RewrapSensitive.Rewrap(arguments[0], Text);

    private static StringValue Text(Value data)
    {
        var output = new StringBuilder();
        Append((HashValue)data, "", output);
        return new StringValue(output.ToString());
    }

    private static void Append(HashValue table, string prefix, StringBuilder output)
    {
        var entries = table.Pairs.OrderBy(entry => RubyText.Of(entry.Key), StringComparer.Ordinal).ToList();
        var plain = entries.FindAll(entry => !IsTable(entry.Value) && !IsTableList(entry.Value));
        if (prefix.Length > 0 && (plain.Count > 0 || table.Count == 0))
        {
            output.Append('[').Append(prefix).Append("]\n");
        }
        AppendContents(entries, plain, prefix, output);
    }

    private static void AppendContents(
        List<KeyValuePair<Value, Value>> entries,
        List<KeyValuePair<Value, Value>> plain,
        string prefix,
        StringBuilder output
    )
    {
        foreach (var (key, value) in plain)
        {
            output.Append(Quote(key)).Append(" = ").Append(RubyText.Inspect(value)).Append('\n');
        }
        foreach (var (key, value) in entries.Where(entry => IsTable(entry.Value)))
        {
            Append((HashValue)value, Join(prefix, key), output);
        }
        foreach (var (key, value) in entries.Where(entry => IsTableList(entry.Value)))
        {
            foreach (var table in ((ArrayValue)value).Items.OfType<HashValue>())
            {
                var name = Join(prefix, key);
                output.Append("[[").Append(name).Append("]]\n");
                var inner = table
                    .Pairs.OrderBy(entry => RubyText.Of(entry.Key), StringComparer.Ordinal)
                    .ToList();
                AppendContents(
                    inner,
                    inner.FindAll(entry => !IsTable(entry.Value) && !IsTableList(entry.Value)),
                    name,
                    output
                );
            }
        }
    }

    private static bool IsTable(Value value) => value is HashValue;

    private static bool IsTableList(Value value) =>
        value is ArrayValue { Count: > 0 } array && array[0] is HashValue;

    private static string Join(string prefix, Value key) =>
        prefix.Length == 0 ? Quote(key) : $"{prefix}.{Quote(key)}";

    private static string Quote(Value key)
    {
        var text = RubyText.Of(key);
        return text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            ? text
            : $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
