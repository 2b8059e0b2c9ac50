using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>Puppet's log levels, the least urgent first.</summary>
public enum LogLevel
{
    Debug,
    Info,
    Notice,
    Warning,
    Err,
    Alert,
    Emerg,
    Crit,
}

/// <summary>A line in the log of a run.</summary>
/// <param name="Source">The path of a resource or property, or <c>Puppet</c>.</param>
public sealed record Log(DateTimeOffset Time, LogLevel Level, string Source, string Message)
{
    public ImmutableArray<string> Tags { get; init; } = [];

    public string? File { get; init; }

    /// <summary>From 1; 0 when unknown.</summary>
    public int Line { get; init; }

    /// <summary>The line as it is shown on a console: <c>Notice: /Stage[main]/…: message</c>.</summary>
    public override string ToString()
    {
        var label = Level switch
        {
            LogLevel.Err => "Error",
            LogLevel.Emerg => "Emergency",
            LogLevel.Crit => "Critical",
            _ => Level.ToString(),
        };
        // What went well needs no search for its cause.
        var place =
            File is null || Level < LogLevel.Warning ? ""
            : Line > 0 ? $" (file: {File}, line: {Line})"
            : $" (file: {File})";
        return Source.Length is 0 || Source == "Puppet"
            ? $"{label}: {Message}{place}"
            : $"{label}: {Source}: {Message}{place}";
    }
}
