using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class GetParam() : LegacyFunction("getparam")
{
    public override ImmutableArray<string> Signatures => ["(Any reference, String param)"];

    public override string Doc =>
        """
            An attribute of a resource declared so far; an empty string when there is none.

                getparam(User['nobody_declared_me'], 'uid') # => ''
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.IsEmpty || !arguments[0].IsTrue)
        {
            throw invocation.Failure("Must specify a reference");
        }
        if (arguments.Length < 2 || arguments[1] is not StringValue)
        {
            throw invocation.Failure("Must specify name of a parameter");
        }
        if (arguments[1] is StringValue { Text: "" })
        {
            return StringValue.Empty;
        }
        var reference =
            References.Of(arguments[0])
            ?? (
                arguments[0] is DataType or SensitiveValue
                    ? null
                    : References.Required(invocation, RubyText.Of(arguments[0]))
            );
        var resource = reference is null ? null : invocation.Compilation.Catalog.Find(reference.Value);
        var value = resource?.Asked(((StringValue)arguments[1]).Text);
        return value is null or UndefValue ? StringValue.Empty : value;
    }
}
