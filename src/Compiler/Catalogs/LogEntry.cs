namespace Bunraku.Compiler;

/// <summary>
/// A line told while compiling: <c>notice</c>, <c>warning</c> … in the order of evaluation.
/// </summary>
/// <param name="Source">Which scope told it (<c>Scope(Class[main])</c>), empty when none did.</param>
public sealed record LogEntry(string Level, string Message, string Source = "");
