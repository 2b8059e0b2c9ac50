using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

internal sealed class LoadModuleMetadata() : LegacyFunction("load_module_metadata")
{
    public override ImmutableArray<string> Aliases => ["stdlib::load_module_metadata"];

    public override ImmutableArray<string> Signatures => ["(String module, Boolean allow_empty_metadata?)"];

    public override string Doc =>
        """
            What the `metadata.json` of a module says. With a true second argument a module without the file
            has empty metadata.
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length is not (1 or 2))
        {
            throw invocation.Failure("load_module_metadata(): Wrong number of arguments, expects one or two");
        }
        var directory = invocation.CallFunction("get_module_path", [arguments[0]]).ToString();
        var path = Path.Combine(directory, "metadata.json");
        if (File.Exists(path))
        {
            return DataText.Load(invocation, JsonReader.Read, [path]);
        }
        return arguments is [_, BooleanValue { IsTrue: true }]
            ? HashValue.Empty
            : throw invocation.Failure(
                $"load_module_metadata(): No metadata.json file for module {arguments[0]}"
            );
    }
}
