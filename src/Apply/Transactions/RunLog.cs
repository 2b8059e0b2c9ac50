using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The log of a run: each line is told at once and kept for the report.</summary>
internal sealed class RunLog(TransactionSettings settings)
{
    private readonly List<Entry> lines = [];
    private readonly HashSet<string> once = [];

    private bool isPart;

    /// <summary>What is being dealt with: lines that name no resource belong to it.</summary>
    public Vertex? About { get; set; }

    public ImmutableArray<Log> Lines => [.. lines.Select(one => one.Line)];

    /// <summary>A log of what one resource has to say, told when it is joined.</summary>
    public RunLog Part(Vertex vertex) => new(settings) { About = vertex, isPart = true };

    public void Join(RunLog other)
    {
        foreach (var entry in other.lines)
        {
            Keep(entry);
        }
    }

    /// <summary>Orders the lines by what they are about; what is about no resource stays before.</summary>
    public void Sort(int[] ranks)
    {
        var sorted = lines.OrderBy(one => one.About is { } vertex ? ranks[vertex.Index] : -1).ToList();
        lines.Clear();
        var told = new HashSet<string>();
        lines.AddRange(sorted.Where(one => !one.IsOnce || told.Add(one.Line.Message)));
    }

    /// <summary>A line that is about no resource.</summary>
    public void Write(LogLevel level, string message) => WriteAs(level, "Puppet", message);

    private void WriteAs(LogLevel level, string source, string message) =>
        Keep(
            new Entry(
                About,
                new Log(settings.Time.GetLocalNow(), level, source, message)
                {
                    Tags = [LogLevels.NameOf(level)],
                }
            )
        );

    public void Write(LogLevel level, Vertex vertex, string message, string? property = null)
    {
        if (level >= settings.LeastLevel)
        {
            Keep(new Entry(vertex, Line(level, vertex, vertex.Path, message, property)));
        }
    }

    /// <summary>What Ruby code has to say: a resource's own, or of whatever names itself.</summary>
    public void Tell(ResourceGraph graph, RubyRemark remark)
    {
        if (
            remark.Source is not null
            && ResourceReference.Parse(remark.Source) is { } reference
            && graph.TryFind(reference, out var vertex, out _)
        )
        {
            Action<LogLevel, Vertex, string, string?> write = remark.IsEarly ? WriteEarly : Write;
            write(remark.Level, vertex, remark.Message, remark.Property);
        }
        else
        {
            WriteAs(remark.Level, remark.Source ?? "Puppet", remark.Message);
        }
    }

    /// <summary>A line that a property itself tells, and not what changed of it: its name is a tag.</summary>
    public void WriteOf(LogLevel level, Vertex vertex, string message, string? property)
    {
        if (level >= settings.LeastLevel)
        {
            var line = Line(level, vertex, vertex.Path, message, property);
            var tags = property is null || line.Tags.Contains(property) ? line.Tags : line.Tags.Add(property);
            Keep(new Entry(vertex, line with { Tags = tags }));
        }
    }

    /// <summary>A line that was said while its resource had no place among the others yet.</summary>
    public void WriteEarly(LogLevel level, Vertex vertex, string message, string? property) =>
        Keep(new Entry(vertex, Line(level, vertex, $"/{vertex.Resource.Reference}", message, property)));

    /// <summary>A line that the first of all resources tells that could.</summary>
    public void WriteOnce(LogLevel level, Vertex vertex, string message)
    {
        var isFirst = once.Add(message);
        // Who is the first in the order of the report is known at the end alone.
        if (isFirst || settings.MostAtOnce > 1)
        {
            Keep(
                new Entry(vertex, Line(level, vertex, vertex.Path, message)) { IsOnce = true },
                isTold: isFirst
            );
        }
    }

    private Log Line(LogLevel level, Vertex vertex, string path, string message, string? property = null) =>
        new(settings.Time.GetLocalNow(), level, property is null ? path : $"{path}/{property}", message)
        {
            Tags = [LogLevels.NameOf(level), .. vertex.Resource.Tags],
            File = vertex.Resource.File,
            Line = vertex.Resource.Line,
        };

    private void Keep(Entry entry, bool isTold = true)
    {
        if (entry.Line.Level < settings.LeastLevel)
        {
            return;
        }
        lines.Add(entry);
        if (!isPart && isTold)
        {
            settings.OnLog(entry.Line);
        }
    }

    /// <param name="About">The resource the line is of; null for the run.</param>
    private readonly record struct Entry(Vertex? About, Log Line)
    {
        public bool IsOnce { get; init; }
    }
}
