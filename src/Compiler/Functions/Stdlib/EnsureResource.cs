using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class EnsureResource() : LegacyFunction("ensure_resource")
{
    public override ImmutableArray<string> Aliases => ["stdlib::ensure_resource"];

    public override ImmutableArray<string> Signatures => ["(Any type, Any title, Any params?)"];

    public override string Doc =>
        """
            Declares resources unless they have already been declared with the same attributes.

                ensure_resource('notify', 'hello') # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.IsEmpty || !arguments[0].IsTrue)
        {
            throw invocation.Failure("Must specify a type");
        }
        if (arguments.Length < 2 || !arguments[1].IsTrue)
        {
            throw invocation.Failure("Must specify a title");
        }
        var titles = ImmutableArray.CreateBuilder<Value>();
        Flatten.Append(arguments[1], titles);
        var parameters = arguments.Length > 2 ? arguments[2] as HashValue : null;
        foreach (var title in titles)
        {
            References.Required(invocation, $"{RubyText.Of(arguments[0])}[{RubyText.Of(title)}]");
            Ensure(invocation, arguments[0].ToString(), title, parameters ?? HashValue.Empty);
        }
        return UndefValue.Instance;
    }

    public static void Ensure(Invocation invocation, string type, Value title, HashValue parameters)
    {
        var name = type.ToLowerInvariant();
        var reference = new ResourceReference(ResourceReference.Capitalize(name), title.ToString());
        if (!DefinedWithParams.IsDeclared(invocation, reference, parameters))
        {
            invocation.Compilation.Declare(invocation, name, title, parameters, ResourceForm.Regular);
        }
    }
}
