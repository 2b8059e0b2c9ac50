using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Split() : Function("split")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(String str, String pattern)",
            "(String str, Regexp pattern)",
            "(String str, Type[Regexp] pattern)",
        ];

    public override string Doc =>
        """
            The parts of a string between the matches of a pattern, a regexp or a string that is one. Groups
            in the pattern become parts of their own; empty parts at the end are left out.

                split('a,b,,c', ',') # => ['a', 'b', '', 'c']
                split('a1b22c', /\d+/) # => ['a', 'b', 'c']
                'a.b..'.split('[.]') # => ['a', 'b']
                'abc'.split('') # => ['a', 'b', 'c']
                'a1b'.split(/(\d)/) # => ['a', '1', 'b']
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var text = ((StringValue)arguments[0]).Text;
        var pattern = Patterns.Source(arguments[1]);
        var parts = ImmutableArray.CreateBuilder<Value>();
        if (pattern.Length == 1 && !Regex.Escape(pattern).StartsWith('\\'))
        {
            SplitAt(text, pattern[0], parts);
        }
        else
        {
            SplitBy(text, Patterns.Compile(pattern), parts);
        }
        while (parts.Count > 0 && parts[^1] is StringValue { Text.Length: 0 })
        {
            parts.RemoveAt(parts.Count - 1);
        }
        return new ArrayValue(parts.DrainToImmutable());
    }

    private static void SplitAt(string text, char separator, ImmutableArray<Value>.Builder parts)
    {
        foreach (var range in text.AsSpan().Split(separator))
        {
            parts.Add(new StringValue(text[range]));
        }
    }

    /// <summary>Matches of nothing split between characters, as Ruby has it.</summary>
    private static void SplitBy(string text, Regex pattern, ImmutableArray<Value>.Builder parts)
    {
        var start = 0;
        for (var match = pattern.Match(text); match.Success; match = match.NextMatch())
        {
            if (match.Length == 0 && (match.Index == start || match.Index >= text.Length))
            {
                continue;
            }
            parts.Add(new StringValue(text[start..match.Index]));
            start = match.Index + match.Length;
            for (var i = 1; i < match.Groups.Count; i++)
            {
                if (match.Groups[i].Success)
                {
                    parts.Add(new StringValue(match.Groups[i].Value));
                }
            }
        }
        if (start < text.Length)
        {
            parts.Add(new StringValue(text[start..]));
        }
    }
}
