using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateRe() : Function("validate_re")
{
    public override ImmutableArray<string> Signatures => ["(Any value*, &Callable block?)"];

    public override string Doc =>
        """
            Fails unless a string matches one of some patterns.

                validate_re('abc', ['^x', '^a']) # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        CheckFunction.TellReplacement(invocation, Name, "Pattern[]");
        if (arguments.Length is not (2 or 3))
        {
            throw invocation.Failure(
                $"validate_re(): wrong number of arguments ({arguments.Length}; must be 2 or 3)"
            );
        }
        if (arguments[0] is not StringValue { Text: var text })
        {
            throw invocation.Failure(
                $"validate_re(): input needs to be a String, not a {RubyText.ClassOf(arguments[0])}"
            );
        }
        var patterns = ImmutableArray.CreateBuilder<Value>();
        Flatten.Append(arguments[1], patterns);
        foreach (var pattern in patterns)
        {
            if (Patterns.Compile(Patterns.Source(pattern)).IsMatch(text))
            {
                return UndefValue.Instance;
            }
        }
        throw invocation.Failure(
            arguments is [_, _, not UndefValue]
                ? arguments[2].ToString()
                : $"validate_re(): {RubyText.Inspect(arguments[0])} does not match {RubyText.Inspect(arguments[1])}"
        );
    }
}
