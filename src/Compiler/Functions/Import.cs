using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Import() : Function("import")
{
    public override ImmutableArray<string> Signatures => ["(Any args*)"];

    public override string Doc =>
        """
            Was taken out of the language: modules load what they name by themselves.
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        throw invocation.Failure(
            "Use of 'import' has been discontinued in favor of a manifest directory. See http://links.puppet.com/puppet-import-deprecation",
            "DISCONTINUED_IMPORT"
        );
}
