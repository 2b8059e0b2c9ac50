using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class BoolToHttpd() : Function("apache::bool2httpd")
{
    public override ImmutableArray<string> Signatures => ["(Any arg)"];

    public override string Doc =>
        """
            `On` or `Off`, as Apache's configuration has it, for a boolean or a text with `true` or `false` in
            it; any other value as text.

                apache::bool2httpd(true) # => 'On'
                apache::bool2httpd(undef) # => 'Off'
                apache::bool2httpd('mail') # => 'mail'
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var text = arguments[0] is StringValue given ? given.Text : "";
        var isOff =
            arguments[0] is UndefValue or BooleanValue { IsTrue: false }
            || text.Contains("false", StringComparison.OrdinalIgnoreCase);
        var isOn =
            arguments[0] is BooleanValue { IsTrue: true }
            || text.Contains("true", StringComparison.OrdinalIgnoreCase);
        return new StringValue(
            isOff ? "Off"
            : isOn ? "On"
            : RubyText.Of(arguments[0])
        );
    }
}
