using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class FactByPath() : Function("fact")
{
    public override ImmutableArray<string> Aliases => ["stdlib::fact"];

    public override ImmutableArray<string> Signatures => ["(String fact_name)"];

    public override string Doc =>
        """
            A fact by its dotted path; undef when there is none. Parts with dots in them are quoted.

                fact('no.such.fact') # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var path = DottedPath.Split(((StringValue)arguments[0]).Text) ?? [];
        Value current = invocation.Compilation.Facts.Values;
        foreach (var part in path)
        {
            current = current switch
            {
                HashValue hash => hash.Find(part) ?? UndefValue.Instance,
                ArrayValue array when part is IntegerValue { Number: >= 0 } at && at.Number < array.Count =>
                    array[(int)at.Number],
                _ => UndefValue.Instance,
            };
        }
        return current;
    }
}
