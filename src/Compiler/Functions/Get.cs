using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Get() : Function("get")
{
    public override ImmutableArray<string> Signatures =>
        ["(Any value, String dotted_string, Any default_value?, &Callable[1, 1] block?)"];

    public override string Doc =>
        """
            Follows a dotted path into nested collections, as `dig` does. Parts may be quoted; numbers are
            indexes. The default stands in for a missing value; a block gets the error when the path cannot be
            followed.

                { 'a' => [{ 'b' => 42 }] }.get('a.0.b') # => 42
                { 'a' => 1 }.get('z.q', 'dflt') # => 'dflt'
                { 'a.b' => 1 }.get("'a.b'") # => 1
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var fallback = arguments.Length > 2 ? arguments[2] : UndefValue.Instance;
        return Navigate(invocation, arguments[0], ((StringValue)arguments[1]).Text, fallback);
    }

    /// <summary>The value at a dotted path; an empty path is the value itself.</summary>
    public static Value Navigate(Invocation invocation, Value value, string path, Value fallback)
    {
        if (value is UndefValue)
        {
            return fallback;
        }
        if (path.Length == 0)
        {
            return value;
        }
        var segments =
            DottedPath.Split(path) ?? throw invocation.Failure("Syntax error in dotted-navigation string");
        if (value is not (ArrayValue or HashValue))
        {
            var dig = FunctionRoster.Find("dig")!.ReadSignatures(invocation.Compilation.Environment);
            throw invocation.Failure(Mismatches.OfCall("dig", dig, [value, .. segments], null));
        }
        var (found, problem) = Dig.Walk(value, segments.AsSpan());
        if (found is null)
        {
            return invocation.Block is { } block
                ? block.Call(problem.ToValue())
                : throw invocation.Failure(problem.Message);
        }
        return found is UndefValue ? fallback : found;
    }
}
