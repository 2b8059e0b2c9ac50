using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateDomainName()
    : TextCheckFunction("validate_domain_name", "a syntactically correct domain name")
{
    public override string Doc =>
        """
            Fails unless all arguments can be domain names.

                validate_domain_name('example.com') # => undef
            """;

    protected override bool Holds(Value value) => IsDomainName.IsDomain(value);
}
