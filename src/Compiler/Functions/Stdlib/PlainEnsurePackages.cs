using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PlainEnsurePackages() : Function("stdlib::ensure_packages")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Variant[String[1], Array[String[1]]] packages, Hash default_attributes?) >> Undef",
            "(Hash[String[1], Any] packages, Hash default_attributes?) >> Undef",
        ];

    public override string Doc =>
        """
            Declares packages to be installed, unless they have already been declared with the same
            attributes. A hash has the attributes of each.

                stdlib::ensure_packages([]) # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var defaults = arguments.Length > 1 ? (HashValue)arguments[1] : HashValue.Empty;
        if (arguments[0] is HashValue packages)
        {
            foreach (var (name, attributes) in packages.Entries)
            {
                Ensure(invocation, name, With(defaults, attributes as HashValue));
            }
            return UndefValue.Instance;
        }
        foreach (var package in arguments[0] is ArrayValue several ? several.Items : [arguments[0]])
        {
            Ensure(invocation, package, defaults);
        }
        return UndefValue.Instance;
    }

    private static void Ensure(Invocation invocation, Value package, HashValue given)
    {
        var attributes = With(HashValue.Of(("ensure", "installed")), given);
        if (attributes.Find("ensure") is StringValue { Text: "present" or "installed" })
        {
            var reference = new ResourceReference("Package", package.ToString());
            var present = HashValue.Of(("ensure", "present"));
            var isPresent = DefinedWithParams.IsDeclared(invocation, reference, present);
            attributes = attributes.With("ensure", isPresent ? "present" : "installed");
        }
        EnsureResource.Ensure(invocation, "package", package, attributes);
    }

    private static HashValue With(HashValue defaults, HashValue? given) =>
        HashValue.Of(defaults.Pairs.Concat((given ?? HashValue.Empty).Pairs));
}
