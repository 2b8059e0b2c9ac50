using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class EncloseIpv6() : LegacyFunction("enclose_ipv6")
{
    public override ImmutableArray<string> Signatures => ["(Variant[String, Array] addresses)"];

    public override string Doc =>
        """
            An array of IP addresses, those of version 6 in brackets; `*` stays as it is.

                enclose_ipv6(['127.0.0.1', '::1', '*']) # => ['127.0.0.1', '[::1]', '*']
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 1)
        {
            throw invocation.Failure(
                $"enclose_ipv6(): Wrong number of arguments given {arguments.Length} for 1"
            );
        }
        if (arguments[0] is not (StringValue or ArrayValue))
        {
            throw invocation.Failure(
                $"enclose_ipv6(): Wrong argument type given {RubyText.ClassOf(arguments[0])} expected String or "
                    + "Array"
            );
        }
        var given = ImmutableArray.CreateBuilder<Value>();
        Flatten.Append(arguments[0], given);
        var result = new List<Value>();
        foreach (var value in given)
        {
            var text = RubyText.Of(value);
            if (text != "*")
            {
                var address =
                    IpRange.Read(text is ['[', .. var inner, ']'] && inner.Contains(':') ? inner : text)
                    ?? throw invocation.Failure(
                        $"enclose_ipv6(): Wrong argument given {text} is not an ip address."
                    );
                text = address.IsV6 ? $"[{address.Address}]" : text;
            }
            if (!result.Contains(text))
            {
                result.Add(text);
            }
        }
        return ArrayValue.Of(result);
    }
}
