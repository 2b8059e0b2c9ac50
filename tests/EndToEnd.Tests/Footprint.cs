using System.Diagnostics;
using System.Globalization;

namespace Bunraku.EndToEnd.Tests;

/// <summary>
/// The processes below one, and the namespaces they made: noted while they run, to see later that nothing of
/// them is left.
/// </summary>
internal sealed class Footprint
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly HashSet<string> processes;
    private readonly HashSet<string> namespaces;

    private Footprint(HashSet<string> processes, HashSet<string> namespaces) =>
        (this.processes, this.namespaces) = (processes, namespaces);

    public static Footprint Of(int process)
    {
        var tree = new List<Seen>();
        var all = Everything();
        var pending = new Queue<int>([process]);
        while (pending.TryDequeue(out var id))
        {
            tree.AddRange(all.Where(seen => seen.Id == id));
            foreach (var child in all.Where(seen => seen.Parent == id))
            {
                pending.Enqueue(child.Id);
            }
        }
        var own = NamespacesOf("self").ToHashSet();
        return new(
            [.. tree.Select(seen => seen.Identity)],
            [.. tree.SelectMany(seen => NamespacesOf(Text(seen.Id))).Where(one => !own.Contains(one))]
        );
    }

    public int ProcessCount => processes.Count;

    /// <summary>Waits a little, then fails with what is still there.</summary>
    /// <param name="folder">No process may have a mount in it.</param>
    public void ExpectNothingLeft(string folder)
    {
        var start = Stopwatch.StartNew();
        var left = Left(folder);
        while (left.Count > 0 && start.Elapsed < Patience)
        {
            Thread.Sleep(100);
            left = Left(folder);
        }
        Assert.Empty(left);
    }

    private List<string> Left(string folder)
    {
        var left = new List<string>();
        foreach (var seen in Everything())
        {
            if (processes.Contains(seen.Identity))
            {
                left.Add($"process {seen.Identity} {seen.Name}");
            }
            left.AddRange(
                NamespacesOf(Text(seen.Id))
                    .Where(namespaces.Contains)
                    .Select(one => $"{one} of {seen.Id} {seen.Name}")
            );
            left.AddRange(
                Lines($"/proc/{seen.Id}/mountinfo")
                    .Where(line => line.Contains(folder, StringComparison.Ordinal))
                    .Select(line => $"mount of {seen.Id} {seen.Name}: {line}")
            );
        }
        return left;
    }

    private static List<Seen> Everything() =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0]))
                .SelectMany(path => Lines(path + "/stat"))
                .Select(Seen.Read),
        ];

    private static IEnumerable<string> NamespacesOf(string process)
    {
        foreach (var kind in new[] { "mnt", "net", "pid", "user", "uts", "ipc" })
        {
            string? target;
            try
            {
                target = File.ResolveLinkTarget($"/proc/{process}/ns/{kind}", returnFinalTarget: false)?.Name;
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // The process has ended meanwhile, or is none that a container may look at.
                target = null;
            }
            if (target is not null)
            {
                yield return target;
            }
        }
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // As above.
            return [];
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <param name="Identity">Number and start time: numbers are used again.</param>
    private sealed record Seen(int Id, int Parent, string Name, string Identity)
    {
        /// <summary>A line of <c>/proc/PID/stat</c>: the name in parentheses may hold anything.</summary>
        public static Seen Read(string stat)
        {
            var (open, close) = (stat.IndexOf('('), stat.LastIndexOf(')'));
            var id = stat[..(open - 1)];
            var rest = stat[(close + 2)..].Split(' ');
            return new(
                int.Parse(id, CultureInfo.InvariantCulture),
                int.Parse(rest[1], CultureInfo.InvariantCulture),
                stat[(open + 1)..close],
                $"{id}@{rest[19]}"
            );
        }
    }
}
