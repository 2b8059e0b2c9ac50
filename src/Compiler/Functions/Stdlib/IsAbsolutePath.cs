using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsAbsolutePath() : TestFunction("is_absolute_path", "Stdlib::Compat::Absolute_Path")
{
    public override string Doc =>
        """
            Whether a string is an absolute path, of Unix or Windows.

                is_absolute_path('/a') # => true
                is_absolute_path('C:/a') # => true
                is_absolute_path('a/b') # => false
            """;

    protected override string CountSentence(int given) =>
        $"{Name}(): Wrong number of arguments given ({given} for 1)";

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var answer = base.Call(invocation, arguments);
        TellOfOthers(invocation, arguments[0]);
        return answer;
    }

    protected override bool Holds(Value value) => IsAbsolute(value);

    /// <summary>The reference asks for Unix and Windows, and each time tells of what is no string.</summary>
    public static void TellOfOthers(Invocation invocation, Value value)
    {
        if (value is not StringValue)
        {
            LegacyArguments.IsAbsolutePath(invocation, value);
            LegacyArguments.IsAbsolutePath(invocation, value);
        }
    }

    public static bool IsAbsolute(Value value) =>
        value is StringValue { Text: var path }
        && (
            path.StartsWith('/')
            || path.StartsWith(@"\\", StringComparison.Ordinal)
            || path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '/' or '\\'
        );
}
