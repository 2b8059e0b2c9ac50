using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class MysqlStripHash() : Function("mysql::strip_hash")
{
    public override ImmutableArray<string> Signatures => ["(Hash hash) >> Hash"];

    public override string Doc =>
        """
            A hash without the entries that are empty strings, in it and in the hashes it holds.

                mysql::strip_hash({ 'a' => '', 'b' => { 'c' => '', 'd' => 1 } }) # => {'b' => {'d' => 1}}
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        HashValue.Of(
            WithoutEmpty((HashValue)arguments[0])
                .Pairs.Select(entry =>
                    KeyValuePair.Create(
                        entry.Key,
                        entry.Value is HashValue inner ? WithoutEmpty(inner) : entry.Value
                    )
                )
        );

    private static HashValue WithoutEmpty(HashValue hash) =>
        HashValue.Of(hash.Pairs.Where(entry => entry.Value is not StringValue { Text.Length: 0 }));
}
