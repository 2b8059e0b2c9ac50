using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class EnsureState() : Function("stdlib::ensure")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Variant[Boolean, Enum['present', 'absent']] ensure, Enum['directory', 'link', 'mounted', 'service', 'file', 'package'] resource?)",
        ];

    public override string Doc =>
        """
            The value for `ensure` of a resource that shall be there or not.

                stdlib::ensure(true) # => 'present'
                stdlib::ensure('absent', 'service') # => 'stopped'
                stdlib::ensure(true, 'package') # => 'installed'
                stdlib::ensure(true, 'directory') # => 'directory'
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var isWanted = arguments[0] is BooleanValue { IsTrue: true } or StringValue { Text: "present" };
        var resource = arguments.Length > 1 ? ((StringValue)arguments[1]).Text : "";
        return new StringValue(
            (resource, isWanted) switch
            {
                ("service", true) => "running",
                ("service", false) => "stopped",
                ("package", true) => "installed",
                ("" or "package", _) => isWanted ? "present" : "absent",
                (_, true) => resource,
                _ => "absent",
            }
        );
    }
}
