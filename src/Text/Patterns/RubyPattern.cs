using System.Text.RegularExpressions;

namespace Bunraku.Text;

/// <summary>Whether Ruby would take a regular expression, and what it says when not.</summary>
public static class RubyPattern
{
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
            return Problem(failure.Error);
        }
    }

    /// <summary>Ruby's words for what is wrong.</summary>
    public static string Problem(RegexParseError error) =>
        error switch
        {
            RegexParseError.InsufficientClosingParentheses => "end pattern with unmatched parenthesis",
            RegexParseError.InsufficientOpeningParentheses => "unmatched close parenthesis",
            RegexParseError.UnterminatedBracket => "premature end of char-class",
            RegexParseError.QuantifierAfterNothing => "target of repeat operator is not specified",
            RegexParseError.NestedQuantifiersNotParenthesized => "nested repeat operator",
            RegexParseError.ReversedCharacterRange => "empty range in char class",
            RegexParseError.ReversedQuantifierRange => "invalid repeat range",
            RegexParseError.UndefinedNumberedReference => "invalid backref number/name",
            RegexParseError.UndefinedNamedReference => "undefined name reference",
            RegexParseError.UnescapedEndingBackslash => "too short escape sequence",
            RegexParseError.InvalidUnicodePropertyEscape => "invalid character property name",
            RegexParseError.InvalidGroupingConstruct => "undefined group option",
            _ => "invalid pattern",
        };
}
