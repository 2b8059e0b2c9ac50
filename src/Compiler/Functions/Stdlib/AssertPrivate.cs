using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class AssertPrivate() : LegacyFunction("assert_private")
{
    public override ImmutableArray<string> Aliases => ["private"];

    public override ImmutableArray<string> Signatures => ["(Optional[String] message?)"];

    public override string Doc =>
        """
            Fails when the surrounding class or define is used from outside its module.
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length > 1)
        {
            throw invocation.Failure(
                $"assert_private(): Wrong number of arguments given ({arguments.Length}}}) for 0 or 1)"
            );
        }
        var scope = invocation.Scope;
        var caller = scope.Find("caller_module_name") ?? StringValue.Empty;
        var module = scope.Find("module_name") ?? StringValue.Empty;
        if (RubyText.Of(caller) == RubyText.Of(module) && scope.Body.Kind != ScopeKind.Top)
        {
            return UndefValue.Instance;
        }
        var isClass = scope.Name.Length == 0 || invocation.Compilation.HasClass(scope.Name);
        var kind = isClass ? "Class" : "Definition";
        throw invocation.Failure(
            arguments is [StringValue message] ? message.Text : $"{kind} {scope.Name} is private"
        );
    }
}
