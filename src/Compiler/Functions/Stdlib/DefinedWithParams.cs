using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DefinedWithParams() : LegacyFunction("defined_with_params")
{
    public override ImmutableArray<string> Signatures => ["(Any reference, Any params?)"];

    public override string Doc =>
        """
            Whether a resource (`User['dan']` or `'User[dan]'`) has been declared with the given attributes.

                defined_with_params('User[nobody_declared_me]', {}) # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.IsEmpty)
        {
            throw invocation.Failure("Must specify a reference");
        }
        var reference = References.Of(arguments[0]) ?? throw invocation.Failure("Must specify a reference");
        var parameters = arguments.Length > 1 ? arguments[1] as HashValue : null;
        return BooleanValue.Of(IsDeclared(invocation, reference, parameters ?? HashValue.Empty));
    }

    public static bool IsDeclared(Invocation invocation, ResourceReference reference, HashValue parameters)
    {
        if (invocation.Compilation.FindResource(reference) is not { } resource)
        {
            return false;
        }
        foreach (var (name, wanted) in parameters.Entries)
        {
            if (!(resource[name.ToString()] ?? UndefValue.Instance).Equals(wanted))
            {
                return false;
            }
        }
        return true;
    }
}
