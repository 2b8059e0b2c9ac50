using Bunraku.Model;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Facts that files tell (<c>.txt</c>, <c>.yaml</c>, <c>.json</c>) or programs print. Of several with one
/// name, the first folder's last file wins, as in the reference.
/// </summary>
internal sealed class ExternalFacts(Host host, FactSources sources)
{
    /// <summary>What they weigh beside code: nearly all else is lighter.</summary>
    public const long Weight = 10_000;

    private Dictionary<string, Value>? facts;

    public IEnumerable<string> Names => All.Keys;

    private Dictionary<string, Value> All => facts ??= Read();

    public Value? Find(string name) => All.GetValueOrDefault(name);

    private Dictionary<string, Value> Read()
    {
        // Programs may ask for facts themselves: they find none that are told by files.
        var all = facts = [];
        foreach (var folder in sources.ExternalFolders)
        {
            foreach (var name in Enumerable.Reverse(host.TryNames(folder)))
            {
                if (!name.StartsWith('.') && !sources.Blocked.Contains(name))
                {
                    foreach (var (key, value) in Read(FilePath.Join(folder, name)).Pairs)
                    {
                        if (value is not UndefValue)
                        {
                            all.TryAdd(key.ToString().ToLowerInvariant(), value);
                        }
                    }
                }
            }
        }
        return all;
    }

    private HashValue Read(string path)
    {
        try
        {
            return Extension(path) switch
            {
                "txt" => Lines(Text(path)),
                "yaml" => Data(path, YamlReader.Read(new SourceFile(path, Text(path)))),
                "json" => Data(path, JsonReader.Read(new SourceFile(path, Text(path)))),
                "bat" or "cmd" or "com" or "exe" or "ps1" => HashValue.Empty,
                _ when host.RunsPrograms && FactFiles.IsProgram(host, path) => Printed(path),
                _ => HashValue.Empty,
            };
        }
        catch (HostException failure)
        {
            sources.OnProblem(ApplyDiagnostics.FactFileFailed(path, failure.Message));
            return HashValue.Empty;
        }
    }

    private string Text(string path) => Whole(host.ReadText(path) ?? "");

    /// <summary>A text, when all its bytes are UTF-8.</summary>
    private static string Whole(string text) =>
        UnixText.IsWhole(text) ? text : throw new HostException("invalid byte sequence in UTF-8");

    private static string Extension(string path)
    {
        var name = FilePath.Name(path);
        var dot = name.LastIndexOf('.');
        return dot > 0 ? name[(dot + 1)..].ToLowerInvariant() : "";
    }

    private HashValue Data(string path, DataTreeResult read)
    {
        if (read.Diagnostics.FirstOrDefault(problem => problem.Severity == Severity.Error) is { } mistake)
        {
            sources.OnProblem(ApplyDiagnostics.FactFileFailed(path, mistake.Message, mistake.Primary?.Span));
            return HashValue.Empty;
        }
        if (read.Tree is null)
        {
            return HashValue.Empty;
        }
        if (Scalars(read.Tree).FirstOrDefault(scalar => scalar.IsSymbol) is { } symbol)
        {
            sources.OnProblem(
                ApplyDiagnostics.FactFileFailed(path, "a symbol of Ruby is no value of a fact", symbol.Span)
            );
            return HashValue.Empty;
        }
        if (ToValue(read.Tree) is HashValue hash)
        {
            return hash;
        }
        sources.OnProblem(ApplyDiagnostics.FactFileFailed(path, "it holds no names with values"));
        return HashValue.Empty;
    }

    private static IEnumerable<ScalarTree> Scalars(DataTree tree) =>
        tree switch
        {
            ScalarTree scalar => [scalar],
            SequenceTree sequence => sequence.Items.SelectMany(Scalars),
            MappingTree mapping => mapping.Entries.SelectMany(entry =>
                Scalars(entry.Key).Concat(Scalars(entry.Value))
            ),
            _ => [],
        };

    /// <summary>Dates and times stay the texts they are written as.</summary>
    private static Value ToValue(DataTree tree) =>
        tree switch
        {
            SequenceTree sequence => ArrayValue.Of(sequence.Items.Select(ToValue)),
            MappingTree mapping => HashValue.Of(
                mapping.Entries.Select(entry => KeyValuePair.Create(ToValue(entry.Key), ToValue(entry.Value)))
            ),
            ScalarTree { Value: DateTimeOffset or DateOnly } moment => moment.Span.Text.ToString(),
            _ => ValueTree.ToValue(tree),
        };

    /// <summary>
    /// What a program prints: a mapping of YAML (or JSON) without dates and aliases, as the reference
    /// reads it, or lines.
    /// </summary>
    private HashValue Printed(string path)
    {
        var result = host.Query(
            new ProcessRequest([path])
            {
                Environment =
                [
                    .. host.ProcessEnvironment.Where(pair => pair.Key is not ("LANG" or "LC_ALL")),
                    new("LANG", "C"),
                    new("LC_ALL", "C"),
                ],
                Timeout = TimeSpan.FromSeconds(300),
            }
        );
        if (result.TimedOut)
        {
            throw new HostException("it did not end within 300 seconds");
        }
        if (result.Error.Trim() is { Length: > 0 } said)
        {
            sources.OnProblem(
                ApplyDiagnostics.FactFileFailed(path, $"it has written to standard error: {said}")
            );
        }
        var output = Whole(result.Output).Trim();
        var read = YamlReader.Read(new SourceFile(path, output));
        var isData =
            read.FirstAlias is null
            && read.Diagnostics.All(problem => problem.Severity != Severity.Error)
            && (read.Tree is null || !Scalars(read.Tree).Any(scalar => scalar.Value is DateOnly));
        return isData && read.Tree is { } tree && ToValue(tree) is HashValue hash ? hash : Lines(output);
    }

    /// <summary><c>name=value</c>; other lines say nothing.</summary>
    private static HashValue Lines(string text)
    {
        var facts = new HashValue.Builder();
        foreach (var line in text.Split('\n'))
        {
            var equals = line.IndexOf('=', Math.Min(1, line.Length));
            var value = line[(equals + 1)..].TrimEnd('\r');
            if (equals > 0 && value.Length > 0)
            {
                facts[line[..equals]] = value;
            }
        }
        return facts.Build();
    }
}
