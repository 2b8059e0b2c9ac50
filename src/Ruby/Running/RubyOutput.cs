namespace Bunraku.Ruby;

/// <summary>Where what programs print goes, and what they write to standard error.</summary>
public sealed record RubyOutput(Action<string> Print, Action<string> Warn)
{
    public static RubyOutput None { get; } = new(_ => { }, _ => { });
}
