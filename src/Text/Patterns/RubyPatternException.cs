namespace Bunraku.Text;

/// <summary>A regular expression that Ruby would not take; the message is Ruby's.</summary>
public sealed class RubyPatternException(string message) : Exception(message)
{
    internal static RubyPatternException Of(string problem, string source) => new($"{problem}: /{source}/");
}
