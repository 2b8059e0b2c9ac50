namespace Bunraku.Compiler;

/// <summary>
/// A line told while compiling: <c>notice</c>, <c>warning</c> … in the order of evaluation.
/// </summary>
public sealed record LogEntry(string Level, string Message);
