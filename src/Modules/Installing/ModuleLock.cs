using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bunraku.Text;

namespace Bunraku.Modules;

/// <summary>
/// What a module of the Puppetfile was resolved to. Fields that a kind of source does not have are null.
/// </summary>
/// <param name="Source"><c>forge</c>, <c>git</c> or <c>path</c>.</param>
/// <param name="Asked">What the Puppetfile asks for: a range, a branch or tag; the lock holds as long as it
/// is the same.</param>
/// <param name="Version">The version of a release, or the commit.</param>
/// <param name="Url">The address of the release, of the repository, or the path.</param>
/// <param name="Digest">The digest of the module's files; null for paths.</param>
public sealed record LockedModule(
    string Name,
    string Source,
    string? Asked,
    string? Version,
    string Url,
    string? Sha256,
    string? Digest
);

/// <summary>
/// The lock file: each module of the Puppetfile with what it was resolved to (docs/lock-file.md).
/// </summary>
public sealed record ModuleLock(ImmutableArray<LockedModule> Modules)
{
    /// <summary>The name of the lock file, beside the Puppetfile.</summary>
    public const string FileName = "Puppetfile.lock.json";

    private const long Format = 1;

    public static readonly ModuleLock Empty = new([]);

    public LockedModule? Find(string name) => Modules.FirstOrDefault(module => module.Name == name);

    public static ModuleLock Read(SourceFile file)
    {
        var result = JsonReader.Read(file);
        if (result.Diagnostics.Any(remark => remark.Severity == Severity.Error))
        {
            throw new DiagnosticException(result.Diagnostics);
        }
        if (JsonTable.Find(result.Tree, "version") is not ScalarTree { Value: Format })
        {
            var at = JsonTable.Find(result.Tree, "version")?.Span ?? file.At(0, 0);
            throw new DiagnosticException(
                ModulesDiagnostics.InvalidLock(at, $"its `version` is not {Format}")
            );
        }
        return JsonTable.Find(result.Tree, "modules") is MappingTree modules
            ? new ModuleLock([.. modules.Entries.Select(Entry)])
            : throw new DiagnosticException(
                ModulesDiagnostics.InvalidLock(result.Tree!.Span, "it has no `modules`")
            );
    }

    public string Print()
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Format);
            writer.WriteStartObject("modules");
            foreach (var module in Modules.OrderBy(module => module.Name, StringComparer.Ordinal))
            {
                writer.WriteStartObject(module.Name);
                writer.WriteString("source", module.Source);
                WriteOptional(writer, "asked", module.Asked);
                WriteOptional(writer, "version", module.Version);
                writer.WriteString("url", module.Url);
                WriteOptional(writer, "sha256", module.Sha256);
                WriteOptional(writer, "digest", module.Digest);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteOptional(Utf8JsonWriter writer, string key, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(key, value);
        }
    }

    private static LockedModule Entry(KeyValuePair<DataTree, DataTree> entry)
    {
        var tree = entry.Value;
        return
            entry.Key is ScalarTree { Value: string name }
            && JsonTable.Text(tree, "source") is ("forge" or "git" or "path") and var source
            && JsonTable.Text(tree, "url") is { } url
            ? new LockedModule(
                name,
                source,
                JsonTable.Text(tree, "asked"),
                JsonTable.Text(tree, "version"),
                url,
                JsonTable.Text(tree, "sha256"),
                JsonTable.Text(tree, "digest")
            )
            : throw new DiagnosticException(
                ModulesDiagnostics.InvalidLock(tree.Span, "a module has no `source` or `url`")
            );
    }
}
