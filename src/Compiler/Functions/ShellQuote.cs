using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ShellQuote() : LegacyFunction("shellquote")
{
    public override ImmutableArray<string> Signatures => ["(Any words*)"];

    public override string Doc =>
        """
            Quotes words for a POSIX shell and joins them by spaces; arrays give their elements.

                shellquote('a b', "it's", 'plain', ['x', '$y']) # => "\"a b\" \"it's\" plain x '\$y'"
            """;

    private static readonly SearchValues<char> Safe = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%_+=:,./-"
    );

    private static readonly SearchValues<char> Dangerous = SearchValues.Create("!\"`$\\");

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var words = ImmutableArray.CreateBuilder<Value>();
        foreach (var argument in arguments)
        {
            Flatten.Append(argument, words);
        }
        var output = new StringBuilder();
        for (var i = 0; i < words.Count; i++)
        {
            output.Append(i == 0 ? "" : " ");
            Append(
                words[i] is StringValue word
                    ? word.Text
                    : throw invocation.Failure(LegacyArguments.NotText(words[i])),
                output
            );
        }
        return new StringValue(output.ToString());
    }

    private static void Append(string word, StringBuilder output)
    {
        if (word.Length > 0 && !word.AsSpan().ContainsAnyExcept(Safe))
        {
            output.Append(word);
            return;
        }
        var mark =
            !word.AsSpan().ContainsAny(Dangerous) || word.Contains('\'', StringComparison.Ordinal)
                ? '"'
                : '\'';
        output.Append(mark);
        foreach (var c in word)
        {
            output.Append(mark == '"' && Dangerous.Contains(c) ? "\\" : "").Append(c);
        }
        output.Append(mark);
    }
}
