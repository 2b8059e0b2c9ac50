using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class EnsurePackages() : Function("ensure_packages")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Variant[String[1], Array[String[1]], Hash[String[1], Any]] packages, Optional[Hash] default_attributes?)",
        ];

    public override string Doc =>
        """
            Declares packages to be installed, unless they have already been declared with the same
            attributes.

                ensure_packages('curl') # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var defaults = Defaults(arguments.Length > 1 ? arguments[1] as HashValue : null);
        if (arguments[0] is HashValue packages)
        {
            EnsureResources.Ensure(invocation, "package", packages, defaults);
            return UndefValue.Instance;
        }
        foreach (var package in arguments[0] is ArrayValue several ? several.Items : [arguments[0]])
        {
            EnsureResource.Ensure(invocation, "package", package.ToString(), defaults);
        }
        return UndefValue.Instance;
    }

    private static HashValue Defaults(HashValue? given)
    {
        var defaults = new HashValue.Builder { ["ensure"] = "installed" };
        foreach (var (name, value) in (given ?? HashValue.Empty).Entries)
        {
            defaults[name] =
                value is StringValue { Text: "present" } && name.Equals("ensure") ? "installed" : value;
        }
        return defaults.Build();
    }
}
