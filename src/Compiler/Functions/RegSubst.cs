using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class RegSubst() : Function("regsubst")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Variant[Array[String], String] target, String pattern, Variant[String, Hash[String, String]] replacement, Optional[Pattern[/^[GEIM]*$/]] flags?, Enum['N', 'E', 'S', 'U'] encoding?)",
            "(Variant[Array[String], String] target, Variant[Regexp, Type[Regexp]] pattern, Variant[String, Hash[String, String]] replacement, Pattern[/^G?$/] flags?)",
        ];

    public override string Doc =>
        """
            Replaces what a pattern matches in a string, or in each string of an array. The flags: `G`
            replaces all matches, not the first alone; `I` ignores case, `M` lets `.` match line ends, `E`
            allows spaces and comments in the pattern. In the replacement `\1` and `\k<name>` stand for
            groups, `\0` for the match; a hash gives the replacement for each match.

                regsubst('abcabc', 'b', 'X') # => 'aXcabc'
                regsubst('abcabc', 'b', 'X', 'G') # => 'aXcaXc'
                regsubst('k=v', '(\w)=(\w)', '\2=\1') # => 'v=k'
                regsubst(['a1', 'b2'], '\d', '') # => ['a', 'b']
                regsubst('abc', /[ab]/, { 'a' => '1', 'b' => '2' }, 'G') # => '12c'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var flags = arguments.Length > 3 ? RubyText.Of(arguments[3]) : "";
        var pattern = Patterns.Compile(WithOptions(Patterns.Source(arguments[1]), flags));
        var count = flags.Contains('G') ? -1 : 1;
        var replacement = arguments[2];
        MatchEvaluator evaluator = match => Replacement(match, replacement);
        return arguments[0] is ArrayValue several
            ? ArrayValue.Of(
                several.Items.Select(text => new StringValue(
                    pattern.Replace(((StringValue)text).Text, evaluator, count)
                ))
            )
            : new StringValue(pattern.Replace(((StringValue)arguments[0]).Text, evaluator, count));
    }

    private static string WithOptions(string pattern, string flags)
    {
        var options = string.Concat(
            flags
                .Where(flag => flag is 'E' or 'I' or 'M')
                .Select(flag => flag == 'E' ? 'x' : char.ToLowerInvariant(flag))
        );
        return options.Length == 0 ? pattern : $"(?{options}:{pattern}{(options.Contains('x') ? "\n" : "")})";
    }

    private static string Replacement(Match match, Value replacement)
    {
        if (replacement is HashValue hash)
        {
            return hash.Find(match.Value)?.ToString() ?? "";
        }
        var text = ((StringValue)replacement).Text;
        if (!text.Contains('\\'))
        {
            return text;
        }
        var output = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && TryExpand(text, ref i, match, output))
            {
                continue;
            }
            output.Append(text[i]);
        }
        return output.ToString();
    }

    /// <summary>At a backslash; on success the position is that of the escape's last character.</summary>
    private static bool TryExpand(string text, ref int at, Match match, StringBuilder output)
    {
        var next = text[at + 1];
        if (
            next == 'k'
            && at + 2 < text.Length
            && text[at + 2] == '<'
            && text.IndexOf('>', at) is var end and > 0
        )
        {
            var name = text[(at + 3)..end];
            if (!match.Groups.ContainsKey(name))
            {
                throw new DataTypeException(Wording.RuntimeError, $"undefined group name reference: {name}");
            }
            output.Append(match.Groups[name].Value);
            at = end;
            return true;
        }
        var part = next switch
        {
            >= '0' and <= '9' => match.Groups[next - '0'].Value,
            '&' => match.Value,
            '\\' => "\\",
            _ => null,
        };
        if (part is null)
        {
            return false;
        }
        output.Append(part);
        at++;
        return true;
    }
}
