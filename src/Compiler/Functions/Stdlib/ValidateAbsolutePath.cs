using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateAbsolutePath() : CheckFunction("validate_absolute_path", "an absolute path")
{
    public override string Doc =>
        """
            Fails unless all arguments, or the elements of those that are arrays, are absolute paths.

                validate_absolute_path('/a', ['/b', 'C:/c']) # => undef
            """;

    protected override bool Holds(Value value) =>
        value is ArrayValue several
            ? several.Items.All(IsAbsolutePath.IsAbsolute)
            : IsAbsolutePath.IsAbsolute(value);
}
