using System.Collections.Immutable;

namespace Bunraku.Compiler;

internal sealed class Require() : ClassFunction("require")
{
    public override string Doc =>
        """
            Declares classes as `include` does, and makes the surrounding class or define wait for them.

                require('settings') # => [Class['settings']]
            """;

    protected override void Declare(Invocation invocation, ImmutableArray<string> classNames) =>
        invocation.Compilation.Require(invocation, classNames);
}
