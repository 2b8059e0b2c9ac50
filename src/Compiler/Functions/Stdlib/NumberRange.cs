using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class NumberRange() : LegacyFunction("range")
{
    public override ImmutableArray<string> Signatures =>
        ["(Variant[Integer, String] start, Variant[Integer, String] stop?, Variant[Integer, String] step?)"];

    public override string Doc =>
        """
            All numbers, or strings in the order of the alphabet, from one to another; every n-th with a step.
            One argument may hold both ends.

                range('1', '3') # => [1, 2, 3]
                range('a', 'c') # => ['a', 'b', 'c']
                range(0, 9, 4) # => [0, 4, 8]
                range('host01-host03') # => ['host01', 'host02', 'host03']
            """;

    /// <summary>As many elements as the reference makes at most.</summary>
    private const int Limit = 1_000_000;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.IsEmpty)
        {
            throw invocation.Failure("range(): Wrong number of arguments given (0 for 1)");
        }
        var (start, stop, isExclusive) = Ends(invocation, arguments);
        var step = arguments.Length < 3 ? 1 : Math.Abs(RubyNumber.ToInteger(arguments[2]));
        if (step == 0)
        {
            throw invocation.Failure(
                "range(): 3rd arg (step size) must be a non zero integer (e.g. 1 or -1)"
            );
        }
        var items = ImmutableArray.CreateBuilder<Value>();
        if (start.Length > 0 && start.All(char.IsAsciiDigit))
        {
            var first = RubyNumber.ToInteger(start);
            var last = RubyNumber.ToInteger(stop);
            for (var i = first; (isExclusive ? i < last : i <= last) && items.Count < Limit; i += step)
            {
                items.Add(new IntegerValue(i));
            }
            return new ArrayValue(items.DrainToImmutable());
        }
        AddTexts(items, start, stop, isExclusive, step);
        return new ArrayValue(items.DrainToImmutable());
    }

    private static (string Start, string Stop, bool IsExclusive) Ends(
        Invocation invocation,
        ReadOnlySpan<Value> arguments
    )
    {
        var text = RubyText.Of(arguments[0]);
        if (arguments.Length > 1)
        {
            return (text, RubyText.Of(arguments[1]), false);
        }
        foreach (var (mark, isExclusive) in new[] { ("...", true), ("..", false), ("-", false) })
        {
            var at = text.IndexOf(mark, StringComparison.Ordinal);
            if (
                at > 0
                && at + mark.Length < text.Length
                && IsWord(text[..at])
                && IsWord(text[(at + mark.Length)..])
            )
            {
                return (text[..at], text[(at + mark.Length)..], isExclusive);
            }
        }
        throw invocation.Failure(
            text.Length > 0
                ? $"range(): Unable to compute range from the value: {text}"
                : $"range(): Unknown range format: {text}"
        );
    }

    private static bool IsWord(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static void AddTexts(
        ImmutableArray<Value>.Builder items,
        string start,
        string stop,
        bool isExclusive,
        long step
    )
    {
        // Ruby takes such a range for empty even where counting up would reach its end: web8 to web11.
        if (string.CompareOrdinal(start, stop) > 0)
        {
            return;
        }
        var text = start;
        for (long i = 0; (i == 0 || text.Length <= stop.Length) && items.Count < Limit; i++)
        {
            if (text == stop && isExclusive)
            {
                return;
            }
            if (i % step == 0)
            {
                items.Add(new StringValue(text));
            }
            if (text == stop)
            {
                return;
            }
            text = Successor(text);
        }
    }

    /// <summary>
    /// Ruby's <c>succ</c> of letters and digits: <c>az</c>, <c>ba</c>; <c>a9</c>, <c>b0</c>; <c>zz</c>,
    /// <c>aaa</c>.
    /// </summary>
    private static string Successor(string text)
    {
        var characters = text.ToCharArray();
        for (var i = characters.Length - 1; i >= 0; i--)
        {
            var c = characters[i];
            if (!char.IsAsciiLetterOrDigit(c))
            {
                continue;
            }
            if (c is not ('z' or 'Z' or '9'))
            {
                characters[i]++;
                return new string(characters);
            }
            var first = c == '9' ? '0' : (char)(c - 25);
            characters[i] = first;
            if (i == 0 || !char.IsAsciiLetterOrDigit(characters[i - 1]))
            {
                return new string(characters).Insert(i, c == '9' ? "1" : first.ToString());
            }
        }
        return text + "\0";
    }
}
