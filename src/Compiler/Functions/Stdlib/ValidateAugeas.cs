using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateAugeas() : LegacyFunction("validate_augeas")
{
    public override ImmutableArray<string> Signatures =>
        ["(String content, String lens, Array tests?, String message?)"];

    public override string Doc =>
        """
            Fails: it needs the Augeas library, which is not there. `validate_cmd` checks a text by a program.
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        throw invocation.Failure(
            "validate_augeas(): this function requires the augeas feature. See "
                + "http://docs.puppetlabs.com/guides/augeas.html#pre-requisites for how to activate it."
        );
}
