using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class FileContent() : LegacyFunction("file", -2)
{
    public override ImmutableArray<string> Signatures => ["(String paths+)"];

    public override string Doc =>
        """
            The content of the first file that exists: `module/name` is `files/name` of a module, or an
            absolute path.

                file('/dev/null') # => ''
                file('/none', '/dev/null') # => ''
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        foreach (var path in arguments)
        {
            if (ModuleFiles.FindFile(invocation, RubyText.Of(path)) is { } found)
            {
                return new StringValue(ModuleFiles.ReadText(invocation, found));
            }
        }
        throw invocation.Failure($"Could not find any files from {string.Join(", ", arguments.ToArray())}");
    }
}
