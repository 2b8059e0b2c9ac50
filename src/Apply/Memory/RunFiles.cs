using System.Globalization;
using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Where a run reads what earlier runs left and leaves its own: the reference's files, by their settings'
/// names. A path that is null is neither read nor written.
/// </summary>
public sealed record RunFiles
{
    private const int ForOwnerAndGroup = 0b110_100_000;

    /// <summary><c>statefile</c>: when resources were looked at, and what is audited.</summary>
    public string? State { get; init; }

    /// <summary><c>transactionstorefile</c>: what properties were left at.</summary>
    public string? TransactionStore { get; init; }

    /// <summary><c>lastrunreport</c>.</summary>
    public string? Report { get; init; }

    /// <summary><c>lastrunfile</c>: the figures of the last run.</summary>
    public string? Summary { get; init; }

    /// <summary><c>reportdir</c>: the folder that keeps every report.</summary>
    public string? ReportFolder { get; init; }

    /// <summary><c>classfile</c>.</summary>
    public string? Classes { get; init; }

    /// <summary><c>resourcefile</c>.</summary>
    public string? Resources { get; init; }

    /// <summary><c>graphdir</c>.</summary>
    public string? Graphs { get; init; }

    /// <summary><c>agent_catalog_run_lockfile</c>.</summary>
    public string? Lock { get; init; }

    /// <summary>How long a resource is remembered that no run has looked at: <c>statettl</c>.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(32);

    /// <summary>
    /// The usual names below a folder for what runs remember and one for what others may read.
    /// </summary>
    public static RunFiles Below(string stateFolder, string publicFolder) =>
        new()
        {
            State = Path.Combine(stateFolder, "state.yaml"),
            TransactionStore = Path.Combine(stateFolder, "transactionstore.yaml"),
            Report = Path.Combine(stateFolder, "last_run_report.yaml"),
            Summary = Path.Combine(publicFolder, "last_run_summary.yaml"),
            Classes = Path.Combine(stateFolder, "classes.txt"),
            Resources = Path.Combine(stateFolder, "resources.txt"),
            Graphs = Path.Combine(stateFolder, "graphs"),
            Lock = Path.Combine(stateFolder, "agent_catalog_run.lock"),
        };

    /// <summary>What earlier runs remember; a file that is none of ours is put aside.</summary>
    public RunState LoadState(Action<LogLevel, string> log) =>
        Text(State, "Checksumfile", log) is { } text ? new RunState(text) : new RunState();

    public SystemValues LoadValues(Action<LogLevel, string> log) =>
        Text(TransactionStore, "Transaction store file", log) is { } text
            ? new SystemValues(text)
            : new SystemValues();

    /// <summary>Writes what the run leaves, each file whole or not at all.</summary>
    public void Save(Report report, RunState? state, SystemValues? values, DateTimeOffset now)
    {
        Write(State, stream => state!.Write(stream, now - Lifetime), state is not null);
        Write(TransactionStore, values is null ? _ => { } : values.Write, values is not null);
        SaveReport(report, now);
    }

    /// <summary>Writes the report alone: for runs that ended before they began.</summary>
    public void SaveReport(Report report, DateTimeOffset now)
    {
        Write(Report, stream => ReportYaml.Write(report, stream));
        Write(Summary, stream => ReportSummary.Write(report, now, stream));
        if (ReportFolder is not null)
        {
            var name = report.Time.ToUniversalTime().ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
            Write(
                Path.Combine(ReportFolder, report.Host, name + ".yaml"),
                stream => ReportYaml.Write(report, stream)
            );
        }
    }

    /// <summary>Removes what a run had not finished writing here when it was killed.</summary>
    public void RemoveLeft(int process)
    {
        string?[] paths = [State, TransactionStore, Report, Summary, Classes, Resources];
        var folders = paths.OfType<string>().Select(path => Path.GetDirectoryName(Path.GetFullPath(path))!);
        foreach (var folder in folders.Distinct().Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, ".*"))
            {
                if (AsideName.IsOf(process, Path.GetFileName(file)))
                {
                    File.Delete(file);
                }
            }
        }
    }

    /// <summary>Writes the names of the classes and resources of a catalog.</summary>
    public void SaveCatalog(ResourceGraph graph)
    {
        var classes = graph.Catalog.Classes.Where(name => name != "main");
        var resources =
            from vertex in graph.Vertices
            where
                vertex.IsResource
                && graph.TypeOf(vertex.Resource.Type) is { } type
                && IsManaged(type, vertex.Resource)
            select vertex.Resource.Reference.ToString().ToLowerInvariant();
        WriteText(Classes, string.Join('\n', classes) + "\n");
        WriteText(Resources, string.Join('\n', resources) + "\n");
    }

    /// <summary>Writes a drawing of the catalog below <see cref="Graphs"/>.</summary>
    public string SaveGraph(string name, string text)
    {
        var path = Path.Combine(Graphs!, name);
        WriteText(path, text);
        return path;
    }

    private static bool IsManaged(ResourceType type, Resource resource) =>
        resource.Parameters.Any(parameter => type.Find(parameter.Key) is { Kind: AttributeKind.Property });

    private static void WriteText(string? path, string text) =>
        Write(path, stream => stream.Write(UnixText.Encode(text)));

    private static void Write(string? path, Action<Stream> fill, bool isWanted = true)
    {
        if (path is null || !isWanted)
        {
            return;
        }
        try
        {
            var full = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using var root = RootDirectory.Open("/");
            root.Replace(full, AsideName.Of(full, 0), ForOwnerAndGroup, -1, -1, fill);
        }
        catch (IOException failure)
        {
            throw HostException.From(failure);
        }
    }

    private static ReadOnlyMemory<byte>? Text(string? path, string kind, Action<LogLevel, string> log)
    {
        if (path is null || !Path.Exists(path))
        {
            return null;
        }
        if (Directory.Exists(path))
        {
            log(LogLevel.Warning, $"{kind} {path} is not a file, ignoring");
            return null;
        }
        ReadOnlyMemory<byte> text = File.ReadAllBytes(path);
        if (text.Span.StartsWith("\uFEFF"u8))
        {
            text = text["\uFEFF"u8.Length..];
        }
        if (text.IsEmpty || text.Span.StartsWith("---"u8))
        {
            return text;
        }
        log(LogLevel.Err, $"{kind} {path} is corrupt; replacing");
        File.Move(path, path + ".bad", overwrite: true);
        return null;
    }
}
