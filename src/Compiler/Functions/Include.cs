using System.Collections.Immutable;

namespace Bunraku.Compiler;

internal sealed class Include() : ClassFunction("include")
{
    public override string Doc =>
        """
            Declares classes, each once however often it is included. Returns references to them.

            Names may be strings, references such as `Class['web']`, or arrays of them.

                include('settings') # => [Class['settings']]
            """;

    protected override void Declare(Invocation invocation, ImmutableArray<string> classNames) =>
        invocation.Compilation.Include(invocation, classNames);
}
