using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsAbsolutePath() : TestFunction("is_absolute_path")
{
    public override string Doc =>
        """
            Whether a string is an absolute path, of Unix or Windows.

                is_absolute_path('/a') # => true
                is_absolute_path('C:/a') # => true
                is_absolute_path('a/b') # => false
            """;

    protected override bool Holds(Value value) => IsAbsolute(value);

    public static bool IsAbsolute(Value value) =>
        value is StringValue { Text: var path }
        && (
            path.StartsWith('/')
            || path.StartsWith(@"\\", StringComparison.Ordinal)
            || path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '/' or '\\'
        );
}
