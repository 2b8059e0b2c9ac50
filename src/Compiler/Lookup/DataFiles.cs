using System.Collections.Concurrent;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// The data files of an environment. Each is read and parsed once, and again when its size or time of change
/// says
/// that it is another.
/// </summary>
public sealed class DataFiles
{
    /// <summary>Larger files are no data written by people.</summary>
    private const long LargestFileBytes = 64 << 20;

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>What a file parses to; the same path is always read by the same parser.</summary>
    internal T Read<T>(string path, Func<SourceFile, T> parse)
        where T : class
    {
        var file = new FileInfo(path);
        if (entries.TryGetValue(path, out var known) && known.IsOf(file) && known.Content is T content)
        {
            return content;
        }
        if (file.Length > LargestFileBytes)
        {
            throw new IOException($"{path} is larger than {LargestFileBytes >> 20} MiB");
        }
        var (source, problem) = SourceBytes.Decode(path, File.ReadAllBytes(path));
        if (problem is not null)
        {
            throw new EvaluationException(LookupDiagnostics.NoText(path, problem));
        }
        var parsed = parse(source);
        entries[path] = new Entry(file.LastWriteTimeUtc, file.Length, parsed);
        return parsed;
    }

    /// <summary>The keys of all data files read so far.</summary>
    internal IEnumerable<string> KnownKeys() =>
        entries.Values.Select(entry => entry.Content).OfType<DataFile>().SelectMany(file => file.Keys);

    private sealed record Entry(DateTime Changed, long Length, object Content)
    {
        public bool IsOf(FileInfo file) => file.LastWriteTimeUtc == Changed && file.Length == Length;
    }
}
