using System.Text.RegularExpressions;

namespace Bunraku.Text;

/// <summary>Whether Ruby would take a regular expression, and what it says when not.</summary>
public static class RubyPattern
{
    private const string Unknown = "invalid pattern";
    private const string NestedRepeat = "nested repeat operator";

    /// <summary>What is wrong with a pattern in Ruby's words, or null.</summary>
    public static string? FindProblem(string source)
    {
        try
        {
            _ = new Regex(RubyRegexTranslator.Translate(source).Pattern);
            return null;
        }
        catch (RubyPatternException failure)
        {
            return failure.IsOurs ? null : failure.Problem;
        }
        catch (RegexParseException failure)
        {
            return HasGroupOfRuby(source) ? null : Known(failure);
        }
    }

    /// <summary>What Ruby is known to say of it as well, or null.</summary>
    private static string? Known(RegexParseException failure) =>
        Problem(failure) is var problem && problem is Unknown or NestedRepeat ? null : problem;

    /// <summary>Whether there are groups that .NET reads otherwise.</summary>
    private static bool HasGroupOfRuby(string source) =>
        source.Contains("(?~", StringComparison.Ordinal) || source.Contains("(?(", StringComparison.Ordinal);

    /// <summary>Ruby's words for what is wrong.</summary>
    public static string Problem(RegexParseException failure) =>
        failure.Error switch
        {
            RegexParseError.InsufficientClosingParentheses => "end pattern with unmatched parenthesis",
            RegexParseError.InsufficientOpeningParentheses => "unmatched close parenthesis",
            RegexParseError.UnterminatedBracket => "premature end of char-class",
            RegexParseError.QuantifierAfterNothing => "target of repeat operator is not specified",
            RegexParseError.NestedQuantifiersNotParenthesized => NestedRepeat,
            RegexParseError.ReversedCharacterRange => "empty range in char class",
            RegexParseError.ReversedQuantifierRange => "upper is smaller than lower in repeat range",
            RegexParseError.UndefinedNumberedReference => "invalid backref number/name",
            RegexParseError.UndefinedNamedReference => Named(failure) is { } name
                ? $"undefined name <{name}> reference"
                : "undefined name reference",
            RegexParseError.UnescapedEndingBackslash => "too short escape sequence",
            RegexParseError.InvalidUnicodePropertyEscape => "invalid character property name",
            RegexParseError.InvalidGroupingConstruct => "undefined group option",
            _ => Unknown,
        };

    /// <summary>The name that the framework's sentence has in quotes.</summary>
    private static string? Named(RegexParseException failure)
    {
        var parts = failure.Message.Split('\'');
        return parts.Length >= 3 && parts[^2].All(c => char.IsLetterOrDigit(c) || c == '_')
            ? parts[^2]
            : null;
    }
}
