using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Bunraku.Text;

namespace Bunraku.Model;

/// <summary>
/// A regular expression written for Ruby, made ready to match here. Interpreted, and kept for the next use.
/// </summary>
public sealed class RubyRegex
{
    /// <summary>So many are kept; a program that makes more of them starts over.</summary>
    private const int MostKept = 4096;

    /// <summary>
    /// So long may the search for one match take; then <see cref="RegexMatchTimeoutException"/> is thrown.
    /// </summary>
    public static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(2);

    private static readonly ConcurrentDictionary<string, RubyRegex> Kept = new();

    private RubyRegex(string source)
    {
        Source = source;
        var translated = Translated(source);
        var options = RegexOptions.CultureInvariant | RegexOptions.Multiline;
        options |= translated.HasNamedGroups ? RegexOptions.ExplicitCapture : 0;
        try
        {
            Regex = new Regex(translated.Pattern, options, LongestMatch);
        }
        catch (RegexParseException failure)
        {
            throw Invalid(RubyPattern.Problem(failure), source);
        }
    }

    public string Source { get; }

    public Regex Regex { get; }

    /// <summary>
    /// Throws <see cref="DataTypeException"/> with Ruby's sentence when it is not well-formed.
    /// </summary>
    public static RubyRegex Of(string source)
    {
        if (Kept.TryGetValue(source, out var known))
        {
            return known;
        }
        if (Kept.Count >= MostKept)
        {
            Kept.Clear();
        }
        return Kept[source] = new RubyRegex(source);
    }

    private static TranslatedRegex Translated(string source)
    {
        try
        {
            return RubyRegexTranslator.Translate(source);
        }
        catch (RubyPatternException problem)
        {
            throw DataTypeException.Runtime(problem.Message);
        }
    }

    private static DataTypeException Invalid(string problem, string source) =>
        DataTypeException.Runtime($"{problem}: /{source}/");
}
