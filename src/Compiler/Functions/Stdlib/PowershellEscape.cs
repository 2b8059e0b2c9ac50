using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PowershellEscape() : Function("powershell_escape")
{
    public override ImmutableArray<string> Aliases => ["stdlib::powershell_escape"];

    public override ImmutableArray<string> Signatures => ["(Any string)"];

    public override string Doc =>
        """
            Makes one word for PowerShell of a text.

                powershell_escape('a b') # => 'a` b'
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var output = new StringBuilder();
        foreach (var c in RubyText.Of(arguments[0]))
        {
            output
                .Append(
                    c switch
                    {
                        ' ' or '\'' or '`' or '|' or '\n' or '$' => "`",
                        '"' => "\\`",
                        _ => "",
                    }
                )
                .Append(c);
        }
        return new StringValue(output.ToString());
    }
}
