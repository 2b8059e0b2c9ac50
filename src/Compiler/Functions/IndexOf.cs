using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IndexOf() : Function("index")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Hash[Any, Any] hash, &Callable[2, 2] block)",
            "(Hash[Any, Any] hash, &Callable[1, 1] block)",
            "(Iterable enumerable, &Callable[2, 2] block)",
            "(Iterable enumerable, &Callable[1, 1] block)",
            "(String str, Variant[String, Regexp] match)",
            "(Iterable enumerable, Any match)",
        ];

    public override string Doc =>
        """
            The index of the first element (the key of the first entry) for which a block returns something
            true, or that equals the given value; in a string, where a string or pattern is first found. Undef
            when there is none.

                [5, 6, 7].index |$x| { $x > 5 } # => 1
                ['a', 'b'].index('b') # => 1
                { 'a' => 1, 'b' => 2 }.index(2) # => 'b'
                'abc'.index('c') # => 2
                [1].index(9) # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (invocation.Block is null && arguments[0] is StringValue text && arguments[1] is not ArrayValue)
        {
            return InText(text.Text, arguments[1]);
        }
        var elements = Elements.Of(arguments[0]);
        for (var i = 0; i < elements.Count; i++)
        {
            var isIt = invocation.Block is { } block
                ? IsChosen(block, elements, i)
                : ValueOf(elements, i).Equals(arguments[1]);
            if (isIt)
            {
                return elements.KeyOf(i);
            }
        }
        return UndefValue.Instance;
    }

    private static Value InText(string text, Value sought)
    {
        var at = sought switch
        {
            StringValue part => text.IndexOf(part.Text, StringComparison.Ordinal),
            RegexpValue pattern => Patterns.Compile(pattern.Pattern).Match(text) is { Success: true } match
                ? match.Index
                : -1,
            _ => -1,
        };
        return at < 0 ? UndefValue.Instance : new IntegerValue(Characters.Count(text[..at]));
    }

    /// <summary>A block with one parameter gets the value of a hash's entry, not the pair.</summary>
    private static bool IsChosen(Block block, Elements elements, int at)
    {
        var takesTwo = block.LeastArguments <= 2 && block.MostArguments >= 2;
        var answer = takesTwo ? elements.Give(block, at) : block.Call(ValueOf(elements, at));
        return answer.IsTrue && !block.HasBroken;
    }

    private static Value ValueOf(Elements elements, int at) =>
        elements.IsHash ? ((ArrayValue)elements[at])[1] : elements[at];
}
