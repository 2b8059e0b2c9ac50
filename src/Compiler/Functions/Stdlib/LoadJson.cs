using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

internal sealed class LoadJson() : LegacyFunction("loadjson", -2)
{
    public override ImmutableArray<string> Aliases => ["stdlib::loadjson"];

    public override ImmutableArray<string> Signatures => ["(String path, Any default?)"];

    public override string Doc =>
        """
            The value in a JSON file where the catalog is compiled; the default when there is no such file or
            it is no JSON.

                loadjson('/no/such/file', 'none') # => 'none'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        DataText.Load(invocation, JsonReader.Read, arguments);
}
