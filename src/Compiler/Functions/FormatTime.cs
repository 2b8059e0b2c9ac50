using System.Collections.Immutable;
using System.Diagnostics;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class FormatTime() : Function("strftime")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Timespan time_object, String format)",
            "(Timestamp time_object, String format, String timezone?)",
            "(String format, String timezone?)",
        ];

    public override string Doc =>
        """
            A timestamp or time span as text, by a format such as `%Y-%m-%d`. With a format alone, the time of
            the compilation.

                Timestamp('2024-02-29T12:34:56 UTC').strftime('%Y/%m/%d %H:%M') # => '2024/02/29 12:34'
                strftime(Timespan('1-02:03:04.5'), '%D-%H:%M:%S') # => '1-02:03:04'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0] is StringValue)
        {
            invocation.WarnOnceHere(
                "The argument signature (String format, [String timezone]) is deprecated for #strftime. See "
                    + "#strftime documentation and Timespan type for more info"
            );
        }
        var now = TimestampValue.From(invocation.Compilation.Time.GetUtcNow());
        return new StringValue(
            arguments switch
            {
                [TimespanValue span, StringValue format] => span.Format(format.Text),
                [TimestampValue moment, StringValue format] => moment.Format(format.Text),
                [TimestampValue moment, StringValue format, StringValue zone] => moment.Format(
                    format.Text,
                    zone.Text
                ),
                [StringValue format] => now.Format(format.Text),
                [StringValue format, StringValue zone] => now.Format(format.Text, zone.Text),
                _ => throw new UnreachableException(),
            }
        );
    }
}
