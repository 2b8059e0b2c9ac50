using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Defined() : Function("defined")
{
    public override ImmutableArray<string> Signatures =>
        ["(Variant[String, Type[CatalogEntry], Type[Type[CatalogEntry]]] vals+)"];

    public override string Doc =>
        """
            Whether at least one of the arguments is defined: a class, define or resource type by name, a
            variable (`'$name'`), or a resource declared so far (`File['/x']`). The answer for a resource
            depends on the order of evaluation.

                defined('file') # => true
                defined('no_such_thing') # => false
                defined('$no_such_variable') # => false
                defined(File['/not/declared']) # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        foreach (var value in arguments)
        {
            if (value is StringValue text ? IsKnown(invocation, text.Text) : IsDeclared(invocation, value))
            {
                return BooleanValue.True;
            }
        }
        return BooleanValue.False;
    }

    private static bool IsKnown(Invocation invocation, string name)
    {
        if (name.StartsWith('$'))
        {
            var variable = name.StartsWith("$::", StringComparison.Ordinal) ? name[3..] : name[1..];
            return invocation.Scope.Find(variable) is not null;
        }
        var plain = (name.StartsWith("::", StringComparison.Ordinal) ? name[2..] : name).ToLowerInvariant();
        return plain is "main"
            || plain.Length > 0
                && (invocation.Compilation.HasClass(plain) || invocation.Compilation.HasResourceType(plain));
    }

    private static bool IsDeclared(Invocation invocation, Value value)
    {
        var (type, title) =
            References.Read(value) ?? throw invocation.Failure($"Invalid argument {value} to 'defined'");
        if (title is null)
        {
            return type is null
                ? throw invocation.Failure("The given resource type is a reference to all kind of types")
                : IsKnown(invocation, type);
        }
        return invocation.Compilation.HasResource(new(type!, title));
    }
}
