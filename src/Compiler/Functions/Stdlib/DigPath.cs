using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DigPath() : Function("dig44")
{
    public override ImmutableArray<string> Aliases => ["try_get_value"];

    public override ImmutableArray<string> Signatures =>
        ["(Any data, Variant[Array, String] path?, Any default?, String separator?)"];

    public override string Doc =>
        """
            Follows a path into nested collections, an array of keys or a string of them between slashes; the
            default when something is missing. `dig` and `get` do the same.

                dig44({ 'a' => [{ 'b' => 1 }] }, ['a', 0, 'b']) # => 1
                try_get_value({ 'a' => 1 }, 'x/y', 'no') # => 'no'
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var path = arguments.Length > 1 ? Path(arguments) : [];
        var current = arguments[0];
        foreach (var key in path)
        {
            current = current switch
            {
                HashValue hash => hash.Find(key) ?? UndefValue.Instance,
                ArrayValue array
                    when IsInteger.IsWhole(key)
                        && RubyNumber.ToInteger(key) is >= 0 and var at
                        && at < array.Count => array[(int)at],
                _ => UndefValue.Instance,
            };
        }
        return current is UndefValue && arguments.Length > 2 ? arguments[2] : current;
    }

    private static ImmutableArray<Value> Path(ReadOnlySpan<Value> arguments)
    {
        if (arguments[1] is ArrayValue keys)
        {
            return keys.Items;
        }
        var separator = arguments.Length > 3 ? ((StringValue)arguments[3]).Text : "/";
        var text = ((StringValue)arguments[1]).Text;
        return text.Length == 0 ? [] : [.. text.Split(separator).Select(part => (Value)part)];
    }
}
