using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Dig() : Function("dig")
{
    public override ImmutableArray<string> Signatures => ["(Optional[Collection] data, Any arg*)"];

    public override string Doc =>
        """
            Follows keys and indexes into nested collections; undef as soon as something on the way is
            missing.

                { 'a' => [{ 'b' => 42 }] }.dig('a', 0, 'b') # => 42
                { 'a' => 1 }.dig('x', 'y') # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var (found, problem) = Walk(arguments[0], arguments[1..]);
        return found ?? throw invocation.Failure(problem.Message);
    }

    /// <summary>The value at the end of the path, or what is wrong with the path.</summary>
    public static (Value? Found, DigProblem Problem) Walk(Value data, ReadOnlySpan<Value> path)
    {
        var current = data;
        for (var i = 0; i < path.Length; i++)
        {
            var key = path[i];
            if (current is UndefValue || key is UndefValue)
            {
                return (UndefValue.Instance, default);
            }
            if (current is not (ArrayValue or HashValue))
            {
                return (null, DigProblem.NoCollection(path[..i], current));
            }
            if (current is ArrayValue && key is not IntegerValue)
            {
                return (null, DigProblem.NoIndex(path[..(i + 1)], key));
            }
            current = current switch
            {
                HashValue hash => hash.Find(key) ?? UndefValue.Instance,
                ArrayValue array => At(array, ((IntegerValue)key).Number),
                _ => UndefValue.Instance,
            };
        }
        return (current, default);
    }

    /// <summary>A negative index counts from the end.</summary>
    private static Value At(ArrayValue array, long index)
    {
        var at = index < 0 ? index + array.Count : index;
        return at >= 0 && at < array.Count ? array[(int)at] : UndefValue.Instance;
    }
}
