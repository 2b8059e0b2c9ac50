using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class RewrapSensitive() : Function("stdlib::rewrap_sensitive_data")
{
    public override ImmutableArray<string> Signatures => ["(Any data, &Callable[1, 1] block?)"];

    public override string Doc =>
        """
            A value without the `Sensitive` wrappers at any depth of it, itself wrapped when there was one. A
            block changes the unwrapped value first.

                stdlib::rewrap_sensitive_data({ 'a' => Sensitive('x') }).unwrap # => {'a' => 'x'}
                stdlib::rewrap_sensitive_data([1]) # => [1]
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var block = invocation.Block;
        return Rewrap(arguments[0], plain => block is null ? plain : block.Call(plain));
    }

    /// <summary>What becomes of a value without its wrappers; wrapped when there was one.</summary>
    public static Value Rewrap(Value value, Func<Value, Value> change)
    {
        var found = false;
        var result = change(Unwrap(value, ref found));
        return found ? new SensitiveValue(result) : result;
    }

    private static Value Unwrap(Value value, ref bool found)
    {
        switch (value)
        {
            case SensitiveValue sensitive:
                found = true;
                return Unwrap(sensitive.Inner, ref found);
            case ArrayValue array:
                var items = ImmutableArray.CreateBuilder<Value>(array.Count);
                foreach (var item in array.Items)
                {
                    items.Add(Unwrap(item, ref found));
                }
                return new ArrayValue(items.MoveToImmutable());
            case HashValue hash:
                var entries = new HashValue.Builder();
                foreach (var (key, item) in hash.Pairs)
                {
                    entries[Unwrap(key, ref found)] = Unwrap(item, ref found);
                }
                return entries.Build();
            default:
                return value;
        }
    }
}
