using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The log of a run: each line is told at once and kept for the report.</summary>
internal sealed class RunLog(TransactionSettings settings)
{
    private readonly ImmutableArray<Log>.Builder lines = ImmutableArray.CreateBuilder<Log>();

    public ImmutableArray<Log> Lines => lines.ToImmutable();

    /// <summary>A line that is about no resource.</summary>
    public void Write(LogLevel level, string message) =>
        Keep(
            new Log(settings.Time.GetLocalNow(), level, "Puppet", message)
            {
                Tags = [LogLevels.NameOf(level)],
            }
        );

    public void Write(LogLevel level, Vertex vertex, string message, string? property = null)
    {
        var source = property is null ? vertex.Path : $"{vertex.Path}/{property}";
        Keep(
            new Log(settings.Time.GetLocalNow(), level, source, message)
            {
                Tags = [LogLevels.NameOf(level), .. vertex.Resource.Tags],
                File = vertex.Resource.File,
                Line = vertex.Resource.Line,
            }
        );
    }

    private void Keep(Log line)
    {
        if (line.Level < settings.LeastLevel)
        {
            return;
        }
        lines.Add(line);
        settings.OnLog(line);
    }
}
