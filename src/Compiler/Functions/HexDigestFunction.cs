using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>The sum of a string, in hexadecimal.</summary>
internal abstract class HexDigestFunction(string name) : LegacyFunction(name, 1)
{
    public override ImmutableArray<string> Signatures => ["(String text) >> String"];

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        arguments[0] is StringValue text
            ? new StringValue(Convert.ToHexStringLower(Sum(Encoding.UTF8.GetBytes(text.Text))))
            : throw invocation.Failure(LegacyArguments.NotText(arguments[0]));

    protected abstract byte[] Sum(byte[] bytes);
}
