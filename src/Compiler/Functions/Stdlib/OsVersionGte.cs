using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class OsVersionGte() : Function("os_version_gte")
{
    public override ImmutableArray<string> Aliases => ["stdlib::os_version_gte"];

    public override ImmutableArray<string> Signatures => ["(String[1] os, String[1] version) >> Boolean"];

    public override string Doc =>
        """
            Whether the node's operating system is the named one, in the given major version or a later one.

                stdlib::os_version_gte('BeOS', '5') # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var facts = invocation.Compilation.Facts;
        var name = facts.Find("os.name") ?? facts.Find("operatingsystem");
        var major = facts.Find("os.release.major") ?? facts.Find("operatingsystemmajrelease");
        return BooleanValue.Of(
            arguments[0].Equals(name) && VersionCompare.Compare($"{major}", arguments[1].ToString()) >= 0
        );
    }
}
