using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class GetModulePath() : LegacyFunction("get_module_path")
{
    public override ImmutableArray<string> Aliases => ["stdlib::get_module_path"];

    public override ImmutableArray<string> Signatures => ["(String module)"];

    public override string Doc =>
        """
            The directory of a module; it is an error when there is no such module (see `module_directory`).
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 1)
        {
            throw invocation.Failure("get_module_path(): Wrong number of arguments, expects one");
        }
        return invocation.Compilation.FindModuleDirectory(RubyText.Of(arguments[0]))
            ?? throw invocation.Failure(
                $"Could not find module {RubyText.Of(arguments[0])} in environment "
                    + invocation.Compilation.EnvironmentName
            );
    }
}
