using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateRe() : Function("validate_re")
{
    public override ImmutableArray<string> Signatures =>
        ["(String value, Variant[String, Array[String]] patterns, String message?)"];

    public override string Doc =>
        """
            Fails unless a string matches one of some patterns.

                validate_re('abc', ['^x', '^a']) # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var text = ((StringValue)arguments[0]).Text;
        foreach (var pattern in arguments[1] is ArrayValue several ? several.Items : [arguments[1]])
        {
            if (Patterns.Compile(((StringValue)pattern).Text).IsMatch(text))
            {
                return UndefValue.Instance;
            }
        }
        throw invocation.Failure(
            arguments.Length > 2
                ? arguments[2].ToString()
                : $"validate_re(): {RubyText.Inspect(arguments[0])} does not match {RubyText.Inspect(arguments[1])}"
        );
    }
}
