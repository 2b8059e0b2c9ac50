namespace Bunraku.Text;

/// <summary>A regular expression that Ruby would not take; the message is Ruby's.</summary>
public sealed class RubyPatternException(string message) : Exception(message)
{
    /// <summary>What is wrong, without the pattern.</summary>
    public string Problem { get; private init; } = message;

    /// <summary>Whether Ruby would take it after all, and only this program cannot.</summary>
    public bool IsOurs => Problem.EndsWith("is not supported", StringComparison.Ordinal);

    internal static RubyPatternException Of(string problem, string source) =>
        new($"{problem}: /{source}/") { Problem = problem };
}
