using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

internal sealed class LoadYaml() : LegacyFunction("loadyaml", -2)
{
    public override ImmutableArray<string> Aliases => ["stdlib::loadyaml"];

    public override ImmutableArray<string> Signatures => ["(String path, Any default?)"];

    public override string Doc =>
        """
            The value in a YAML file where the catalog is compiled; the default when there is no such file or
            it is no YAML.

                loadyaml('/no/such/file', { 'a' => 1 }) # => {'a' => 1}
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        DataText.Load(invocation, YamlReader.Read, arguments);
}
