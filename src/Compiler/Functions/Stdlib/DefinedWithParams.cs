using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DefinedWithParams() : LegacyFunction("defined_with_params")
{
    public override ImmutableArray<string> Signatures => ["(Any reference, Any params?)"];

    public override string Doc =>
        """
            Whether a resource (`User['dan']` or `'User[dan]'`), or any of a type (`User`), has been declared
            with the given attributes.

                defined_with_params('User[nobody_declared_me]', {}) # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.IsEmpty || !arguments[0].IsTrue)
        {
            throw invocation.Failure("Must specify a reference");
        }
        var parameters = arguments.Length > 1 && arguments[1] is HashValue given ? given : HashValue.Empty;
        if (References.Read(arguments[0]) is (string type, null))
        {
            var catalog = invocation.Compilation.Catalog;
            var own = invocation.Scope.Resource?.Reference;
            return BooleanValue.Of(
                catalog.Resources.Any(resource =>
                    resource.Reference.Type == type && resource.Reference != own && Has(resource, parameters)
                )
            );
        }
        if (arguments[0] is not StringValue && References.Of(arguments[0]) is null)
        {
            var kind = RubyText.ClassOf(arguments[0]);
            throw invocation.Failure($"Reference is not understood: '{kind}'");
        }
        var reference =
            References.Of(arguments[0]) ?? References.Required(invocation, RubyText.Of(arguments[0]));
        return BooleanValue.Of(IsDeclared(invocation, reference, parameters));
    }

    public static bool IsDeclared(Invocation invocation, ResourceReference reference, HashValue parameters)
    {
        return reference != invocation.Scope.Resource?.Reference
            && invocation.Compilation.Catalog.Find(reference) is { } resource
            && Has(resource, parameters);
    }

    private static bool Has(DeclaredResource resource, HashValue parameters)
    {
        foreach (var (name, wanted) in parameters.Entries)
        {
            if (!IsSame(resource.Asked(name.ToString()) ?? UndefValue.Instance, wanted))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>A reference is the same one whether it was written as a type or has become a value.</summary>
    private static bool IsSame(Value value, Value wanted) =>
        (value, wanted) switch
        {
            (ArrayValue one, ArrayValue other) => one.Count == other.Count
                && one.Items.Zip(other.Items).All(pair => IsSame(pair.First, pair.Second)),
            _ => value.Equals(wanted)
                || CatalogTypes.ReferenceOf(value) is { } reference
                    && reference.Equals(CatalogTypes.ReferenceOf(wanted)),
        };
}
