using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class StartWith() : Function("stdlib::start_with")
{
    public override ImmutableArray<string> Signatures =>
        ["(String test_string, Variant[String[1], Array[String[1], 1]] prefixes) >> Boolean"];

    public override string Doc =>
        """
            Whether a string starts with one of the given ones.

                stdlib::start_with('foobar', ['x', 'foo']) # => true
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var text = ((StringValue)arguments[0]).Text;
        var prefixes = arguments[1] is ArrayValue several ? several.Items : [arguments[1]];
        return BooleanValue.Of(
            prefixes.Any(prefix => text.StartsWith(((StringValue)prefix).Text, StringComparison.Ordinal))
        );
    }
}
