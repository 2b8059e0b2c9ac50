using System.Text;

namespace Bunraku.Model;

/// <summary><c>Regexp.new(pattern, escape)</c>. The reference's messages call it new_float.</summary>
internal static class RegexpConstructor
{
    public static readonly Constructor Instance = new(
        "new_float",
        [
            new(
                Signature.Of(1, (StringType.Default, "pattern"), (BooleanType.Default, "escape")),
                (arguments, _) => Make(arguments[0].ToString(), arguments.Length > 1 && arguments[1].IsTrue)
            ),
        ]
    );

    private static RegexpValue Make(string pattern, bool isEscaped)
    {
        var source = isEscaped ? Escape(pattern) : pattern;
        RubyRegex.Of(source);
        return new(source);
    }

    private static string Escape(string text)
    {
        var output = new StringBuilder();
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => output.Append("\\n"),
                '\r' => output.Append("\\r"),
                '\t' => output.Append("\\t"),
                '\f' => output.Append("\\f"),
                '\v' => output.Append("\\v"),
                _ when " #$()*+-.?[\\]^{|}".Contains(c, StringComparison.Ordinal) => output
                    .Append('\\')
                    .Append(c),
                _ => output.Append(c),
            };
        }
        return output.ToString();
    }
}
