using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PlainValidateDomainName() : Function("stdlib::validate_domain_name")
{
    public override ImmutableArray<string> LocalTypes =>
        [
            @"Stdlib::Fqdn = Pattern[/\A(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\-]*[a-zA-Z0-9])\.)*"
                + @"([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\-]*[A-Za-z0-9])\z/]",
            @"Stdlib::Dns::Zone = Pattern[/\A((([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\.)+|\.)\z/]",
        ];

    public override ImmutableArray<string> Signatures =>
        ["(Variant[Stdlib::Fqdn, Stdlib::Dns::Zone] values*)"];

    public override string Doc =>
        """
            Fails unless all arguments can be domain names.

                stdlib::validate_domain_name('example.com', 'example.org.') # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        arguments.IsEmpty
            ? throw invocation.Failure($"{Name}(): Wrong number of arguments need at least one")
            : UndefValue.Instance;
}
