using System.Collections.Immutable;

namespace Bunraku.Compiler;

internal sealed class Contain() : ClassFunction("contain")
{
    public override string Doc =>
        """
            Declares classes as `include` does, and makes the surrounding class or define contain them: what
            waits for it waits for them too.

                contain('settings') # => [Class['settings']]
            """;

    protected override void Declare(Invocation invocation, ImmutableArray<string> classNames) =>
        invocation.Compilation.Contain(invocation, classNames);
}
