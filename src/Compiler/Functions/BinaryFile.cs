using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class BinaryFile() : Function("binary_file")
{
    public override ImmutableArray<string> Signatures => ["(String path)"];

    public override string Doc =>
        """
            The content of a file as a `Binary`: `module/name` is `files/name` of a module, or an absolute
            path.

                binary_file('/dev/null') # => Binary('')
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        ModuleFiles.FindFile(invocation, ((StringValue)arguments[0]).Text) is { } found
            ? new BinaryValue(ModuleFiles.ReadBytes(invocation, found))
            : throw invocation.Failure($"binary_file(): The given file '{arguments[0]}' does not exist");
}
