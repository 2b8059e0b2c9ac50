using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DigPath() : LegacyFunction("dig44", -2)
{
    public override ImmutableArray<string> Signatures =>
        ["(Variant[Array, Hash] data, Array path, Any default?)"];

    public override string Doc =>
        """
            Follows a path of keys into nested collections; the default when something is missing. `dig` does
            the same.

                dig44({ 'a' => [{ 'b' => 1 }] }, ['a', 0, 'b']) # => 1
                dig44({ 'a' => 1 }, ['x'], 'no') # => 'no'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length < 2)
        {
            throw WrongCount(invocation, arguments.Length, "at least 2");
        }
        if (arguments[0] is not (ArrayValue or HashValue))
        {
            throw invocation.Failure(
                $"dig44(): first argument must be a hash or an array, given {RubyText.ClassOf(arguments[0])}"
            );
        }
        return arguments[1] is ArrayValue path
            ? Follow(arguments[0], path.Items, arguments.Length > 2 ? arguments[2] : UndefValue.Instance)
            : throw invocation.Failure(
                $"dig44(): second argument must be an array, given {RubyText.ClassOf(arguments[1])}"
            );
    }

    /// <summary>What is at the end of the path, or the default.</summary>
    public static Value Follow(Value data, ImmutableArray<Value> path, Value standIn)
    {
        var current = data;
        foreach (var key in path)
        {
            var next = current switch
            {
                HashValue hash => hash.Find(key),
                ArrayValue array when IndexOf(key) is { } index => At(array, index),
                _ => null,
            };
            if (next is null or UndefValue)
            {
                return standIn;
            }
            current = next;
        }
        return current;
    }

    private static long? IndexOf(Value key) =>
        key switch
        {
            IntegerValue integer => integer.Number,
            FloatValue real => (long)real.Number,
            StringValue text => RubyNumber.ParseInteger(text.Text)?.Number,
            _ => null,
        };

    private static Value? At(ArrayValue array, long index)
    {
        var at = index < 0 ? index + array.Count : index;
        return at >= 0 && at < array.Count ? array[(int)at] : null;
    }
}
