using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Text;

namespace Bunraku.Images;

/// <summary>
/// Reads typed things out of a data tree and gathers a diagnostic for each that is not what it should be.
/// </summary>
internal sealed class TreeReader
{
    private readonly List<Diagnostic> diagnostics = [];

    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;

    public void Add(Diagnostic diagnostic) => diagnostics.Add(diagnostic);

    public static DataTree? Find(MappingTree mapping, string key) =>
        mapping
            .Entries.FirstOrDefault(entry => entry.Key is ScalarTree { Value: string name } && name == key)
            .Value;

    public void RefuseUnknownKeys(MappingTree mapping, ImmutableArray<string> known, string owner)
    {
        foreach (var (key, _) in mapping.Entries)
        {
            if (key is not ScalarTree { Value: string name } || !known.Contains(name))
            {
                Add(ImagesDiagnostics.UnknownKey(key.Span, key.Span.Text.ToString(), owner, known));
            }
        }
    }

    public MappingTree? Mapping(DataTree tree, string what) =>
        tree as MappingTree ?? Refuse<MappingTree>(tree, what, "a mapping");

    /// <summary>A string; numbers and booleans are taken as they were written.</summary>
    public string? Text(DataTree tree, string what) =>
        tree switch
        {
            ScalarTree { Value: string text } => text,
            ScalarTree { Value: not null } scalar => scalar.Span.Text.ToString(),
            _ => Refuse<string>(tree, what, "a string"),
        };

    /// <summary>A list of strings; one string stands for a list of one.</summary>
    public ImmutableArray<string> Texts(DataTree tree, string what) =>
        tree is SequenceTree sequence
            ? [.. sequence.Items.Select(item => Text(item, $"an item of {what}")).OfType<string>()]
        : Text(tree, what) is { } text ? [text]
        : [];

    /// <summary>Docker's two forms: a list is a command, a line is given to <c>/bin/sh -c</c>.</summary>
    public ImmutableArray<string> CommandLine(DataTree tree, string what) =>
        tree is SequenceTree ? Texts(tree, what)
        : Text(tree, what) is { } line ? ["/bin/sh", "-c", line]
        : [];

    /// <summary>Pairs from a mapping, or from a list of <c>NAME=value</c> as Docker writes them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Pairs(DataTree tree, string what)
    {
        if (tree is SequenceTree)
        {
            return Texts(tree, what)
                .Select(text => text.Split('=', 2))
                .Select(parts => KeyValuePair.Create(parts[0], parts.Length > 1 ? parts[1] : ""));
        }
        return (Mapping(tree, what)?.Entries ?? [])
            .Select(entry => KeyValuePair.Create(Text(entry.Key, what) ?? "", Text(entry.Value, what) ?? ""))
            .ToList();
    }

    public IEnumerable<string> Ports(DataTree tree, string what)
    {
        foreach (var item in tree is SequenceTree sequence ? sequence.Items : [tree])
        {
            var parts = (Text(item, what) ?? "").Split('/');
            var isPort = int.TryParse(
                parts[0],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var port
            );
            var protocol = parts.Length > 1 ? parts[1] : "tcp";
            if (
                !isPort
                || port is < 1 or > 65535
                || parts.Length > 2
                || protocol is not ("tcp" or "udp" or "sctp")
            )
            {
                Add(ImagesDiagnostics.WrongKind(item.Span, what, "a port such as 80 or 53/udp"));
                continue;
            }
            yield return $"{port}/{protocol}";
        }
    }

    public long? Integer(DataTree tree, string what, long least, long most)
    {
        if (tree is ScalarTree { Value: long number } && number >= least && number <= most)
        {
            return number;
        }
        Refuse<object>(tree, what, $"an integer from {least} to {most}");
        return null;
    }

    /// <summary>A number of seconds, or a duration as Docker writes it: <c>1m30s</c>, <c>500ms</c>.</summary>
    public double? Seconds(DataTree tree, string what)
    {
        if (tree is ScalarTree { Value: long whole })
        {
            return whole;
        }
        if (tree is ScalarTree { Value: double real })
        {
            return real;
        }
        if (tree is ScalarTree { Value: string text } && Duration(text) is { } seconds)
        {
            return seconds;
        }
        Refuse<object>(tree, what, "a duration such as 30s or 1m30s");
        return null;
    }

    private static double? Duration(string text)
    {
        var total = 0.0;
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept("0123456789.");
            if (digits <= 0 || !double.TryParse(rest[..digits], CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }
            rest = rest[digits..];
            var letters = rest.IndexOfAny("0123456789.");
            var unit = letters < 0 ? rest : rest[..letters];
            double? factor = unit switch
            {
                "h" => 3600,
                "m" => 60,
                "s" => 1,
                "ms" => 0.001,
                "us" => 0.000001,
                _ => null,
            };
            if (factor is null)
            {
                return null;
            }
            total += number * factor.Value;
            rest = rest[unit.Length..];
        }
        return text.Length == 0 ? null : total;
    }

    private T? Refuse<T>(DataTree tree, string what, string wanted)
        where T : class
    {
        Add(ImagesDiagnostics.WrongKind(tree.Span, what, wanted));
        return null;
    }
}
