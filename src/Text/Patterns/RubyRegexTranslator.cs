using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bunraku.Text;

/// <summary>A pattern in .NET's syntax.</summary>
public sealed record TranslatedRegex(string Pattern, bool HasNamedGroups);

/// <summary>
/// Rewrites a Ruby (Onigmo) pattern for .NET: <c>\h</c>, <c>(?m)</c>, ASCII <c>\d \w \s</c>, POSIX classes,
/// class intersections, possessive quantifiers, <c>\u{…}</c>, subexpression calls, which recurse so deep.
/// </summary>
public sealed partial class RubyRegexTranslator
{
    /// <summary>So deep are subexpression calls followed; what is nested deeper does not match.</summary>
    private const int DeepestCalls = 20;

    /// <summary>So long may a pattern with its calls become, in characters.</summary>
    private const int LongestCalls = 100_000;

    /// <summary>A character that .NET has as two, where that is one for the pattern.</summary>
    private const string Pair = @"[\ud800-\udbff][\udc00-\udfff]";

    private const string Space = @" \t\r\n\f\v";

    private readonly string source;
    private readonly bool isWide;
    private readonly StringBuilder output = new();

    /// <summary>The pattern whose group is being called, and the calls on the way to it.</summary>
    private string whole;
    private int callDepth;

    /// <summary>
    /// Where the last thing that a quantifier could apply to begins in the output; -1: nothing.
    /// </summary>
    private int atom = -1;
    private int at;

    /// <summary>Where the alternative outside of all groups begins in the output.</summary>
    private int alternative;
    private bool isExtended;
    private readonly Stack<(int Start, bool IsExtended)> groups = [];

    /// <summary>The groups that have begun and are counted.</summary>
    private int counted;

    private RubyRegexTranslator(string source, bool isWide) =>
        (this.source, this.isWide, whole) = (source, isWide, source);

    /// <param name="source">The pattern in Ruby's syntax.</param>
    /// <param name="isWide">Whether texts have characters beyond 16 bits, which a dot matches as one.</param>
    public static TranslatedRegex Translate(string source, bool isWide = false) =>
        new(new RubyRegexTranslator(source, isWide).Run(), NamedGroup().IsMatch(source));

    private string Run()
    {
        while (at < source.Length)
        {
            Next();
        }
        return groups.Count == 0
            ? output.ToString()
            : throw RubyPatternException.Of("end pattern with unmatched parenthesis", source);
    }

    private void Next()
    {
        var c = source[at];
        switch (c)
        {
            case '\\':
                Escape();
                break;
            case '[':
                atom = output.Length;
                output.Append(Wide(new RubyCharacterClass(source, at).Translate(out at)));
                break;
            case '.':
                Append(Wide("."));
                at++;
                break;
            case '(':
                OpenGroup();
                break;
            case ')':
                CloseGroup();
                break;
            case '^':
                // Ruby's ^ does not match after the last line break of the text.
                Append(@"(?:^(?!(?<=\n)\z))");
                at++;
                break;
            case '*' or '+' or '?':
                Quantify(source.AsSpan(at, 1));
                break;
            case '{':
                Braces();
                break;
            case '#' when isExtended:
                var end = source.IndexOf('\n', at);
                at = end < 0 ? source.Length : end + 1;
                break;
            case '|':
                output.Append(c);
                atom = -1;
                at++;
                alternative = groups.Count == 0 ? output.Length : alternative;
                break;
            case ' ' or '\t' or '\n' or '\r' when isExtended:
                at++;
                break;
            default:
                Append(c.ToString());
                at++;
                break;
        }
    }

    /// <summary>What matches one character, when that may be a pair.</summary>
    private string Wide(string one) =>
        !isWide ? one
        : one == "." || one.StartsWith("[^", StringComparison.Ordinal) ? $"(?:{Pair}|{one})"
        : one;

    private void Append(string text)
    {
        atom = output.Length;
        output.Append(text);
    }

    private void OpenGroup()
    {
        var flags = Flags().Match(source, at);
        if (flags.Success)
        {
            OpenFlags(flags);
            return;
        }
        if (at + 2 < source.Length && source[at + 1] == '?' && source[at + 2] == '#')
        {
            var end = source.IndexOf(')', at);
            at = end < 0 ? source.Length : end + 1;
            return;
        }
        groups.Push((output.Length, isExtended));
        atom = -1;
        if (source.AsSpan(at).StartsWith("(?~"))
        {
            Absence();
            return;
        }
        var head = GroupHead().Match(source, at);
        if (BadName().Match(source, at) is { Success: true } name)
        {
            throw RubyPatternException.Of(
                name.Groups["name"].Length == 0
                    ? "group name is empty"
                    : $"invalid group name <{name.Groups["name"].Value}>",
                source
            );
        }
        if (head.Length == 1 && at + 1 < source.Length && source[at + 1] == '?')
        {
            throw RubyPatternException.Of("undefined group option", source);
        }
        counted += head.Length == 1 || head.Groups["name"].Success ? 1 : 0;
        // Groups without a name are counted where they are written, not where they are called.
        output.Append(
            head.Length == 1 && callDepth > 0 ? "(?:"
            : head.Groups["test"].Success ? $"(?({RubyGroups.Plain(Numbered(head.Groups["test"].Value))})"
            : head.Groups["name"].Success ? $"(?<{RubyGroups.Plain(head.Groups["name"].Value)}>"
            : head.Value
        );
        at += head.Length;
    }

    /// <summary>The group that is meant by how many are to be counted back to it.</summary>
    private string Numbered(string name) =>
        name == "0" ? throw RubyPatternException.Of("invalid backref number/name", source)
        : name[0] != '-' ? name
        : int.TryParse(name, CultureInfo.InvariantCulture, out var back) && counted + 1 + back > 0
            ? (counted + 1 + back).ToString(CultureInfo.InvariantCulture)
        : throw RubyPatternException.Of("invalid backref number/name", source);

    /// <summary><c>(?~…)</c>: as much as there is before what must not be met.</summary>
    private void Absence()
    {
        var end = RubyGroups.End(source, at + 3);
        if (end == source.Length)
        {
            throw RubyPatternException.Of("end pattern with unmatched parenthesis", source);
        }
        groups.Pop();
        var inner = new RubyRegexTranslator(source[(at + 3)..end], isWide)
        {
            whole = whole,
            callDepth = callDepth,
            isExtended = isExtended,
        };
        var absent = inner.Run();
        Append($@"(?:(?:(?!{absent})[\s\S])*(?:[\s\S](?<!{absent}))*)");
        at = end + 1;
    }

    private void OpenFlags(Match flags)
    {
        var (on, off) = (flags.Groups["on"].Value, flags.Groups["off"].Value);
        var isGroup = flags.Groups["colon"].Success;
        if (isGroup)
        {
            groups.Push((output.Length, isExtended));
        }
        isExtended =
            (isExtended || on.Contains('x', StringComparison.Ordinal))
            && !off.Contains('x', StringComparison.Ordinal);
        // .NET calls Ruby's m (the dot matches line breaks) s; x is applied while translating.
        var (isOn, isOff) = (Kept(on), Kept(off));
        var minus = isOff.Length > 0 ? "-" + isOff : "";
        if (isGroup || isOn.Length + minus.Length > 0)
        {
            output.Append("(?").Append(isOn).Append(minus).Append(isGroup ? ':' : ')');
        }
        atom = -1;
        at += flags.Length;
    }

    /// <summary>Those that say which characters are letters (a, d, u) change nothing.</summary>
    private static string Kept(string flags) =>
        string.Concat(flags.Where(flag => flag is 'i' or 'm')).Replace('m', 's');

    private void CloseGroup()
    {
        output.Append(')');
        at++;
        (atom, isExtended) = groups.TryPop(out var group)
            ? group
            : throw RubyPatternException.Of("unmatched close parenthesis", source);
    }

    private void Braces()
    {
        var match = Repeat().Match(source, at);
        if (!match.Success)
        {
            Append(@"\{");
            at++;
            return;
        }
        var least = match.Groups["least"].Value;
        var isOpen = match.Groups["comma"].Success;
        var text =
            $"{{{(least.Length == 0 ? "0" : least)}{(isOpen ? "," + match.Groups["most"].Value : "")}}}";
        at += match.Length - 1;
        Quantify(text, isBrace: true);
    }

    /// <summary>
    /// Writes a quantifier. A second one of + makes it possessive in Ruby, except after braces, where any
    /// second one repeats the whole.
    /// </summary>
    private void Quantify(ReadOnlySpan<char> quantifier, bool isBrace = false)
    {
        if (atom < 0)
        {
            throw RubyPatternException.Of("target of repeat operator is not specified", source);
        }
        output.Append(quantifier);
        at++;
        if (at >= source.Length)
        {
            return;
        }
        // `{n}?` may be there or not; that it would take less means nothing.
        if (source[at] == '?' && !(isBrace && !quantifier.Contains(',')))
        {
            output.Append('?');
            at++;
        }
        else if (source[at] == '+' && !isBrace)
        {
            output.Insert(atom, "(?>").Append(')');
            at++;
        }
        // One quantifier more repeats the whole.
        if (at < source.Length && (source[at] is '*' or '+' or '?' || Repeat().IsMatch(source, at)))
        {
            output.Insert(atom, "(?:").Append(')');
        }
    }

    // A case for each escape: the method length is that of the list.
    private void Escape()
    {
        if (at + 1 >= source.Length)
        {
            throw RubyPatternException.Of("too short escape sequence", source);
        }
        var c = source[at + 1];
        switch (c)
        {
            case 'g' when Call().Match(source, at) is { Success: true } call:
                var called = call.Groups["name"].Value;
                Append(Called(called == "0" ? called : Numbered(called)));
                at += call.Length;
                return;
            case 'c' when at + 2 < source.Length:
                Append($"\\x{source[at + 2] & 0x1f:x2}");
                at += 3;
                return;
            case 'k' when Reference().Match(source, at) is { Success: true } reference:
                Append($@"\k<{RubyGroups.Plain(Numbered(reference.Groups["name"].Value))}>");
                at += reference.Length;
                return;
            case 'K' when groups.Count == 0:
                // What stands before is looked back at and does not belong to the match.
                output.Insert(alternative, "(?<=").Append(')');
                atom = alternative;
                at += 2;
                return;
            case 'K':
                throw RubyPatternException.Of(@"\K inside a group is not supported", source);
            case 'u' or 'x':
                Append(RubyCharacterClass.CodePoint(source, ref at));
                return;
            case 'p' or 'P' when Property().Match(source, at) is { Success: true } property:
                var isNegated = (c == 'P') ^ (property.Groups["not"].Length > 0);
                Append(
                    Wide(
                        RubyCharacterClass.Property(
                            source,
                            property.Groups["name"].Value,
                            isNegated,
                            isInClass: false
                        )
                    )
                );
                at += property.Length;
                return;
            default:
                break;
        }
        var text = c switch
        {
            'h' => "[0-9a-fA-F]",
            'H' => "[^0-9a-fA-F]",
            'd' => "[0-9]",
            'D' => "[^0-9]",
            'w' => "[a-zA-Z0-9_]",
            'W' => "[^a-zA-Z0-9_]",
            's' => $"[{Space}]",
            'S' => $"[^{Space}]",
            'R' => @"(?:\r\n|[\n\v\f\r\u0085\u2028\u2029])",
            'X' => @"(?:\P{M}\p{M}*)",
            'A' or 'z' or 'Z' or 'b' or 'B' or 'G' => "\\" + c,
            'a' or 'e' or 'f' or 'n' or 'r' or 't' or 'v' => "\\" + c,
            >= '1' and <= '9' when NamedGroup().IsMatch(whole) => throw RubyPatternException.Of(
                "numbered backref/call is not allowed. (use name)",
                source
            ),
            >= '0' and <= '9' => "\\" + c,
            // .NET would read names of groups behind these.
            '\'' or '<' => c.ToString(),
            _ when char.IsAsciiLetter(c) || c == '_' || !char.IsAscii(c) => c.ToString(),
            _ => "\\" + c,
        };
        Append(Wide(text));
        at += 2;
    }

    /// <summary>
    /// The body of a group, or of the whole, translated once more in the place where it is called.
    /// </summary>
    private string Called(string name)
    {
        var body = name == "0" ? whole : RubyGroups.Body(whole, name);
        if (body is null)
        {
            throw RubyPatternException.Of($"undefined name <{name}> reference", source);
        }
        if (body.StartsWith($"\\g<{name}>", StringComparison.Ordinal))
        {
            throw RubyPatternException.Of("never ending recursion", whole);
        }
        if (callDepth >= DeepestCalls || output.Length > LongestCalls)
        {
            return "(?!)";
        }
        var inner = new RubyRegexTranslator(body, isWide)
        {
            whole = whole,
            callDepth = callDepth + 1,
            isExtended = isExtended,
        };
        return $"({(char.IsAsciiDigit(name[0]) ? "?:" : $"?<{RubyGroups.Plain(name)}>")}{inner.Run()})";
    }

    [GeneratedRegex(@"\(\?<[A-Za-z_]")]
    private static partial Regex NamedGroup();

    [GeneratedRegex(@"\G\(\?(?<on>[mixadu]*)(?:-(?<off>[mix]*))?(?:(?<colon>:)|(?<=[mixadu-])\))")]
    private static partial Regex Flags();

    [GeneratedRegex(
        @"\G\((?:\?(?:<?[=!]|>|:|(?<open>[<'])(?<name>[^>'=!][^>']*)[>']|"
            + @"\((?:<(?<test>-?\w+)>|'(?<test>-?\w+)'|\w+)\)))?"
    )]
    private static partial Regex GroupHead();

    [GeneratedRegex(@"\G\(\?[<'](?![=!])(?<name>(?:\d[^>']*)?)[>']")]
    private static partial Regex BadName();

    [GeneratedRegex(@"\G\{(?:(?<least>\d+)(?<comma>,)?(?<most>\d*)|(?<least>)(?<comma>,)(?<most>\d+))\}")]
    private static partial Regex Repeat();

    [GeneratedRegex(@"\G\\g[<'](?<name>[^>']+)[>']")]
    private static partial Regex Call();

    [GeneratedRegex(@"\G\\k[<'](?<name>-\d+|\w+|[^>'+\-\d][^>']*)[>']")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\G\\[pP]\{(?<not>\^?)(?<name>\w+)\}")]
    private static partial Regex Property();
}
