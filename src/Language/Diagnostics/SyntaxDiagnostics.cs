using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>What the lexer and the parser have to say.</summary>
internal static class SyntaxDiagnostics
{
    public static Diagnostic ArgumentsWithoutParentheses(Span at, string name) =>
        Make(
            "arguments-without-parentheses",
            "",
            $"attempt to pass argument list to the function '{name}'"
                + " which cannot be called without parentheses",
            $"the function `{name}` cannot be called without parentheses",
            at,
            "an argument list begins here",
            $"write `{name}(…)`"
        );

    public static Diagnostic ByteOrderMark(Span at) =>
        Make(
            "byte-order-mark",
            "ILLEGAL_BOM",
            "Illegal UTF-8 Byte Order mark at beginning of input: [EF BB BF]"
                + " - remove these from the puppet source",
            "the file starts with a byte order mark",
            at,
            null,
            "save the file as UTF-8 without byte order mark",
            hasPlace: false
        );

    public static Diagnostic CommaList(Span at) =>
        Make(
            "comma-list",
            "",
            "illegal comma separated argument list",
            "illegal comma separated argument list: nothing here takes arguments",
            at,
            null,
            "put several values in an array, `[a, b]`, or the arguments of a function in parentheses"
        );

    public static Diagnostic EppUnbalancedComment(Span head) =>
        Make(
            "epp-unbalanced-comment",
            "EPP_UNBALANCED_COMMENT",
            "Reaching end after opening <%# without seeing %>",
            "the comment that starts with `<%#` has no `%>`",
            Behind(head),
            null,
            "close it with `%>` or `-%>`",
            also: new Label(head, "opened here")
        );

    public static Diagnostic EppUnbalancedExpression(Span head) =>
        Make(
            "epp-unbalanced-expression",
            "EPP_UNBALANCED_EXPRESSION",
            "Unbalanced embedded expression - opening <% and reaching end of input",
            "the template ends right after an opening `<%`",
            Behind(head),
            null,
            "write `<%%` for the two characters themselves",
            also: new Label(head, "opened here")
        );

    public static Diagnostic EppUnbalancedTag(Span at, Span open) =>
        Make(
            "epp-unbalanced-tag",
            "EPP_UNBALANCED_TAG",
            "Unbalanced epp tag, reached <eof> without closing tag.",
            "unbalanced epp tag: the template ends inside one",
            at,
            "`%>` expected before the end",
            "close the tag with `%>` or `-%>`",
            also: new Label(open, "opened here")
        );

    public static Diagnostic FloatOverflow(Span at, string number) =>
        Make(
            "numeric-overflow",
            "",
            $"Internal Error, NUMBER token does not contain a valid number, {number}",
            "the number is outside of the range of a Float",
            at,
            null,
            "floats reach to 1.7976931348623157e308; quote it when it is text",
            hasPlace: false
        );

    public static Diagnostic HeredocEmptyTag(Span head) =>
        Make(
            "heredoc-empty-tag",
            "HEREDOC_EMPTY_ENDTAG",
            "Heredoc with an empty endtag",
            "heredoc with an empty end tag",
            Behind(head),
            null,
            "name the text that ends the heredoc: `@(END)`",
            also: new Label(head, "in this tag")
        );

    public static Diagnostic HeredocInvalidEscape(Span head, char escape) =>
        Make(
            "heredoc-invalid-escape",
            "HEREDOC_INVALID_ESCAPE",
            $"Invalid heredoc escape char. Only t, r, n, s,  u, L, $ allowed. Got '{escape}'",
            $"invalid heredoc escape `{escape}`",
            Behind(head),
            null,
            "after the slash stand some of `t`, `r`, `n`, `s`, `u`, `L` and `$`, or nothing for all of them",
            also: new Label(head, "in this tag")
        );

    public static Diagnostic HeredocInvalidSyntax(Span head) =>
        Make(
            "heredoc-invalid-syntax",
            "HEREDOC_INVALID_SYNTAX",
            "Invalid syntax in heredoc expected @(endtag[:syntax][/escapes])",
            "invalid syntax in heredoc",
            Behind(head),
            null,
            "expected `@(endtag)`, `@(endtag:syntax)` or `@(endtag:syntax/escapes)`",
            also: new Label(head, "in this tag")
        );

    public static Diagnostic HeredocRepeatedEscape(Span head, string escapes) =>
        Make(
            "heredoc-repeated-escape",
            "HEREDOC_MULTIPLE_AT_ESCAPES",
            $"An escape char for @() may only appear once. Got '{escapes}'",
            "a heredoc escape may only appear once",
            Behind(head),
            null,
            "name each escape once",
            also: new Label(head, "in this tag")
        );

    public static Diagnostic HeredocUnclosedParenthesis(Span at, string followedBy) =>
        Make(
            "heredoc-unclosed-parenthesis",
            "HEREDOC_UNCLOSED_PARENTHESIS",
            $"Unclosed parenthesis after '@(' followed by '{followedBy}'",
            "unclosed parenthesis after `@(`",
            at,
            null,
            "close the heredoc's tag: `@(END)`"
        );

    public static Diagnostic HeredocWithoutEnd(Span at, Span head, string tag) =>
        Make(
            "heredoc-without-end",
            "HEREDOC_WITHOUT_END_TAGGED_LINE",
            "Heredoc without end-tagged line",
            $"heredoc without end-tagged line: nothing ends with `{tag}`",
            at,
            "the text starts here",
            $"end the text with a line `| {tag}`",
            also: new Label(head, "asked for here")
        );

    public static Diagnostic HeredocWithoutText(Span head) =>
        Make(
            "heredoc-without-text",
            "HEREDOC_WITHOUT_TEXT",
            "Heredoc without any following lines of text",
            "heredoc without any following lines of text",
            Behind(head),
            null,
            "the text of a heredoc stands on the lines below",
            also: new Label(head, "in this tag")
        );

    public static Diagnostic IllegalClassReference(Span at, string name, bool isQualified) =>
        Make(
            "illegal-class-reference",
            isQualified ? "ILLEGAL_FULLY_QUALIFIED_CLASS_REFERENCE" : "ILLEGAL_CLASS_REFERENCE",
            isQualified ? "Illegal fully qualified class reference" : "Illegal class reference",
            $"illegal class reference after `{name}`",
            at,
            null,
            "every segment of a type's name starts with a capital: `Apache::Vhost`"
        );

    public static Diagnostic IllegalNumber(Span at, string number)
    {
        var (issue, sentence, help) = number switch
        {
            ['0', 'x' or 'X', ..] => (
                "INVALID_HEX_NUMBER",
                $"Not a valid hex number {number}",
                "a hex number has the digits 0-9 and a-f"
            ),
            ['0', not '.', ..] => (
                "INVALID_OCTAL_NUMBER",
                $"Not a valid octal number {number}",
                "a number that starts with 0 is octal and has the digits 0-7; quote it when it is text"
            ),
            _ when number.AsSpan().TrimStart("0123456789") is ['e' or 'E' or '.', ..] => (
                "INVALID_DECIMAL_NUMBER",
                $"Not a valid decimal number {number}",
                "quote it when it is text"
            ),
            _ => (
                "ILLEGAL_NUMBER",
                $"Illegal number '{number}'",
                "a word that starts with a digit must be quoted"
            ),
        };
        return Make("illegal-number", issue, sentence, $"not a valid number: `{number}`", at, null, help);
    }

    public static Diagnostic IllegalQualifiedName(Span at) =>
        Make(
            "illegal-qualified-name",
            "ILLEGAL_FULLY_QUALIFIED_NAME",
            "Illegal fully qualified name",
            "illegal fully qualified name",
            at,
            "a name must follow `::`",
            "every segment of a name starts with a lower-case letter: `apache::vhost`"
        );

    public static Diagnostic IllegalUnicodeEscape(Span at, bool isError)
    {
        const string Sentence =
            "Unicode escape '\\u' was not followed by 4 hex digits or 1-6 hex digits in {} or was > 10ffff";
        var diagnostic = Make(
            "illegal-unicode-escape",
            "ILLEGAL_UNICODE_ESCAPE",
            Sentence,
            "`\\u` is not followed by a character's number",
            at,
            null,
            "write four hex digits, `\\u00e9`, or up to six in braces, `\\u{1f600}`"
        );
        return isError ? diagnostic : diagnostic with { Severity = Severity.Warning };
    }

    public static Diagnostic MisplacedForm(Span at, bool isExported)
    {
        var name = isExported ? "Exported (@@)" : "Virtual (@)";
        return Make(
            "not-virtualizable",
            "",
            $"{name} can only be applied to a Resource Expression",
            $"{(isExported ? "exported (`@@`)" : "virtual (`@`)")} can only be applied to a resource",
            at,
            null,
            "put it before a resource: `@user { 'x': }`"
        );
    }

    public static Diagnostic NestedTooDeeply(Span at) =>
        Make(
            "nested-too-deeply",
            "",
            "nesting too deep",
            "expressions are nested too deeply",
            at,
            null,
            "give the inner parts names of their own"
        );

    public static Diagnostic NotAName(Span at, bool isClassKeyword) =>
        Make(
            "not-a-name",
            "",
            isClassKeyword
                ? "'class' keyword not allowed at this location"
                : "A quoted string is not valid as a name here",
            isClassKeyword
                ? "`class` is a keyword and cannot be a name"
                : "a quoted string is not valid as a name here",
            at,
            null,
            isClassKeyword ? "choose another name" : "write the name without quotes"
        );

    public static Diagnostic NotAResource(Span at) =>
        Make(
            "not-a-resource",
            "",
            "Expression is not valid as a resource, resource-default, or resource-override",
            "this is not valid as a resource, resource default or resource override",
            at,
            "a block in braces follows this",
            "a type's name stands there: `file { … }`, `File { … }` or `File['x'] { … }`"
        );

    public static Diagnostic ResourceWithAppend(Span at) =>
        Make(
            "resource-without-title",
            "",
            "Syntax error resource body without title or hash with +>",
            "a resource without title, or a hash with `+>`",
            at,
            null,
            "begin with the title and a colon: `{ 'title': … }`"
        );

    public static Diagnostic NumberBeforeLetter(Span at, string number) =>
        Make(
            "illegal-number",
            "ILLEGAL_NUMBER",
            $"Illegal number '{number}'",
            $"not a valid number: `{number}` and a letter",
            at,
            null,
            "a word that starts with a digit must be quoted"
        );

    public static Diagnostic SyntaxError(Span at, string found, string? label, string help, Label? open) =>
        Make(
            "syntax-error",
            "SYNTAX_ERROR",
            $"Syntax error at '{found}'",
            found.Length == 0 ? "syntax error here" : $"syntax error at `{FirstLine(found)}`",
            at,
            label,
            help,
            also: open
        );

    public static Diagnostic UnclosedComment(Span at) =>
        Make(
            "unclosed-comment",
            "UNCLOSED_MLCOMMENT",
            "Unclosed multiline comment",
            "the comment that starts with `/*` has no end",
            at,
            "never closed",
            "close it with `*/`"
        );

    public static Diagnostic UnclosedQuote(Span at, Span quote, string reportedAfter, string followedBy) =>
        Make(
            "unclosed-quote",
            "UNCLOSED_QUOTE",
            $"Unclosed quote after {reportedAfter} followed by '{followedBy}'",
            "unclosed quote: the string has no end",
            at,
            "this is part of the string",
            "close the string, or escape the quotes in it with a backslash",
            also: new Label(quote, "opened here")
        );

    public static Diagnostic UnexpectedEnd(Span at, string? label, Label? open) =>
        Make(
            "syntax-error",
            "SYNTAX_ERROR",
            "Syntax error at end of input",
            "syntax error at end of input: something is not finished",
            at,
            label,
            open is null ? "finish the last statement" : "close what is open",
            also: open,
            hasPlace: false
        );

    public static Diagnostic UnrecognizedEscape(Span at, char escape) =>
        Make(
            "unrecognized-escape",
            "UNRECOGNIZED_ESCAPE",
            $"Unrecognized escape sequence '\\{escape}'",
            $"unrecognized escape sequence `\\{escape}`",
            at,
            null,
            "double the backslash, or use single quotes"
        ) with
        {
            Severity = Severity.Warning,
        };

    /// <summary>The reference names the place where it noticed, not the one where it is.</summary>
    private static Span Behind(Span span) => span with { Start = span.End };

    private static string FirstLine(string text) =>
        text.IndexOf('\n') is var end and >= 0 ? text[..end] : text;

    private static Diagnostic Make(
        string code,
        string issue,
        string referenceSentence,
        string message,
        Span at,
        string? label,
        string help,
        Label? also = null,
        bool hasPlace = true
    ) =>
        Diagnostic.Error(code, message, at, label, help) with
        {
            Reference = new ReferenceWording(issue, referenceSentence) { HasPlace = hasPlace },
            Secondary = also is null ? [] : [also],
        };
}
