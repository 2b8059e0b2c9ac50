using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ShellEscape() : Function("shell_escape")
{
    public override ImmutableArray<string> Aliases => ["stdlib::shell_escape"];

    public override ImmutableArray<string> Signatures => ["(Any string)"];

    public override string Doc =>
        """
            Makes one word for a POSIX shell of a text.

                shell_escape("a b'c") # => "a\\ b\\'c"
                shell_escape('') # => "''"
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        new StringValue(Escape(RubyText.Of(arguments[0])));

    public static string Escape(string word)
    {
        if (word.Length == 0)
        {
            return "''";
        }
        var output = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            var isSafe = char.IsAsciiLetterOrDigit(c) || char.IsLowSurrogate(c) || "_-.,:+/@\n".Contains(c);
            _ = c == '\n' ? output.Append("'\n'") : output.Append(isSafe ? "" : "\\").Append(c);
        }
        return output.ToString();
    }
}
