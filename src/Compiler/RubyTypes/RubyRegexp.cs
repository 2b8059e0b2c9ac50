namespace Bunraku.Compiler;

/// <summary>A regular expression; its flags are written into the source.</summary>
internal sealed record RubyRegexp(string Source);
