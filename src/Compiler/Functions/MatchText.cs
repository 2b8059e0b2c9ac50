using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class MatchText() : Function("match")
{
    public override ImmutableArray<string> Signatures =>
        ["(String string, Variant[Any, Type] pattern)", "(Array[String] string, Variant[Any, Type] pattern)"];

    public override string Doc =>
        """
            What a pattern matches in a string, and its groups, as an array; undef when it does not match.
            Several strings give an array of such. The pattern is a regexp, a string, `Regexp[…]`,
            `Pattern[…]`, or an array of them, of which the first that matches counts.

                match('foo-12', /(\w+)-(\d+)/) # => ['foo-12', 'foo', '12']
                match(['a1', 'zz'], /\d/) # => [['1'], undef]
                match('abc', Pattern[/x/, /b/]) # => ['b']
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var pattern = arguments[1];
        return arguments[0] is ArrayValue several
            ? ArrayValue.Of(
                several.Items.Select(text => MatchAny(invocation, ((StringValue)text).Text, pattern))
            )
            : MatchAny(invocation, ((StringValue)arguments[0]).Text, pattern);
    }

    private static Value MatchAny(Invocation invocation, string text, Value pattern) =>
        pattern switch
        {
            StringValue source => MatchOne(text, source.Text),
            RegexpValue regexp => MatchOne(text, regexp.Pattern),
            RegexpType { Pattern: { } source } => MatchOne(text, source),
            RegexpType => throw invocation.Failure("Given Regexp Type has no regular expression"),
            PatternType type => First(type.Patterns, source => MatchOne(text, source)),
            TypeAliasType alias => MatchAny(invocation, text, alias.Resolved),
            VariantType variant => First(variant.Types, type => MatchAny(invocation, text, type)),
            ArrayValue several => First(several.Items, one => MatchAny(invocation, text, one)),
            _ => throw invocation.Failure(
                "match() expects pattern of T, where T is String, Regexp, Regexp[r], Pattern[p], or Array[T]. "
                    + $"Got {RubyText.ClassOf(pattern)}"
            ),
        };

    private static Value First<T>(ImmutableArray<T> patterns, Func<T, Value> match)
    {
        foreach (var pattern in patterns)
        {
            if (match(pattern) is ArrayValue found)
            {
                return found;
            }
        }
        return UndefValue.Instance;
    }

    private static Value MatchOne(string text, string pattern)
    {
        var match = Patterns.Compile(pattern).Match(text);
        if (!match.Success)
        {
            return UndefValue.Instance;
        }
        var groups = ImmutableArray.CreateBuilder<Value>(match.Groups.Count);
        for (var i = 0; i < match.Groups.Count; i++)
        {
            groups.Add(
                match.Groups[i].Success ? new StringValue(match.Groups[i].Value) : UndefValue.Instance
            );
        }
        return new ArrayValue(groups.MoveToImmutable());
    }
}
