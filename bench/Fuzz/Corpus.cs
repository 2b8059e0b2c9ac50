using System.Collections.Immutable;

namespace Bunraku.Fuzz;

/// <summary>
/// What is mutated: the manifests, templates and data below some folders, and those inside cases.
/// </summary>
internal sealed class Corpus
{
    private const int LongestText = 12_000;

    private static readonly Dictionary<string, InputKind> Kinds = new(StringComparer.Ordinal)
    {
        [".pp"] = InputKind.Manifest,
        [".epp"] = InputKind.Template,
        [".yaml"] = InputKind.Yaml,
        [".json"] = InputKind.Json,
        [".conf"] = InputKind.Hocon,
    };

    private Corpus(ImmutableArray<Input> inputs) => Inputs = inputs;

    public ImmutableArray<Input> Inputs { get; }

    public static Corpus Read(IEnumerable<string> folders) =>
        new([
            .. folders
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                .Order(StringComparer.Ordinal)
                .SelectMany(InputsOf)
                .Where(input => input.Text.Length is > 0 and <= LongestText)
                .Distinct(),
        ]);

    private static IEnumerable<Input> InputsOf(string path) =>
        Path.GetExtension(path) == ".case" ? Sections(File.ReadAllLines(path))
        : Kinds.TryGetValue(Path.GetExtension(path), out var kind) ? [new Input(kind, File.ReadAllText(path))]
        : [];

    /// <summary>The sections of a case that hold a file, or a manifest.</summary>
    private static IEnumerable<Input> Sections(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("--- ", StringComparison.Ordinal) && KindOf(lines[i][4..]) is { } kind)
            {
                var body = lines
                    .Skip(i + 1)
                    .TakeWhile(line => !line.StartsWith("--- ", StringComparison.Ordinal));
                yield return new Input(kind, string.Join('\n', body) + "\n");
            }
        }
    }

    private static InputKind? KindOf(string section) =>
        section is "manifest" ? InputKind.Manifest
        : Kinds.TryGetValue(Path.GetExtension(section), out var kind) ? kind
        : null;
}
