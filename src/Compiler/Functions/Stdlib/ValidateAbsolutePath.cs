using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateAbsolutePath()
    : CheckFunction("validate_absolute_path", "an absolute path", "Stdlib::Compat::Absolute_Path")
{
    public override string Doc =>
        """
            Fails unless all arguments, or the elements of those that are arrays, are absolute paths.

                validate_absolute_path('/a', ['/b', 'C:/c']) # => undef
            """;

    protected override void Check(Invocation invocation, Value value)
    {
        foreach (var path in value is ArrayValue several ? several.Items : [value])
        {
            IsAbsolutePath.TellOfOthers(invocation, path);
            base.Check(invocation, path);
        }
    }

    protected override string Ending(Value value) => ".";

    protected override bool Holds(Value value) => IsAbsolutePath.IsAbsolute(value);
}
