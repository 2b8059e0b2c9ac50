using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ShellSplit() : LegacyFunction("shell_split")
{
    public override ImmutableArray<string> Signatures => ["(Any line)"];

    public override string Doc =>
        """
            The words of a command line, as a POSIX shell would read them.

                shell_split("echo 'a b' c\\ d \"e\"") # => ['echo', 'a b', 'c d', 'e']
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        Expect(invocation, arguments, 1);
        var line = RubyText.Of(arguments[0]);
        var words = ImmutableArray.CreateBuilder<Value>();
        StringBuilder? word = null;
        var mark = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (mark == '\0' && char.IsWhiteSpace(c))
            {
                AddWord(words, ref word);
                continue;
            }
            word ??= new StringBuilder();
            if (c == mark || mark == '\0' && c is '"' or '\'')
            {
                mark = c == mark ? '\0' : c;
                continue;
            }
            var escapes = c == '\\' && i + 1 < line.Length && mark != '\'';
            if (escapes && (mark == '\0' || line[i + 1] is '"' or '\\' or '$' or '`'))
            {
                i++;
            }
            word.Append(line[i]);
        }
        if (mark != '\0')
        {
            throw invocation.Failure($"Unmatched quote: {line}");
        }
        AddWord(words, ref word);
        return new ArrayValue(words.DrainToImmutable());
    }

    private static void AddWord(ImmutableArray<Value>.Builder words, ref StringBuilder? word)
    {
        if (word is not null)
        {
            words.Add(new StringValue(word.ToString()));
            word = null;
        }
    }
}
