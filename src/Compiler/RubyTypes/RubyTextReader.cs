using System.Collections.Immutable;
using System.Text;

namespace Bunraku.Compiler;

/// <summary>Reads what stands between quotes in a Ruby source file.</summary>
internal sealed class RubyTextReader(string source)
{
    /// <summary>
    /// Reads from the opening mark to behind the closing one. Brackets nest; only what is not raw has escapes
    /// and interpolations.
    /// </summary>
    public ImmutableArray<RubyTextPart> Read(ref int at, char opener, bool isRaw) =>
        Read(ref at, opener, isRaw, isPattern: false);

    /// <summary>As <see cref="Read(ref int, char, bool)"/>; escapes are left to the expression.</summary>
    public ImmutableArray<RubyTextPart> ReadPattern(ref int at, char opener) =>
        Read(ref at, opener, isRaw: false, isPattern: true);

    /// <summary>The text of a heredoc whose body starts at a line, and where it is over.</summary>
    public (string Text, int Next) ReadHeredoc(int body, string name)
    {
        for (var line = body; line < source.Length; )
        {
            var end = source.IndexOf('\n', line);
            end = end < 0 ? source.Length : end;
            if (source.AsSpan(line, end - line).Trim().SequenceEqual(name))
            {
                return (source[body..line], Math.Min(end + 1, source.Length));
            }
            line = end + 1;
        }
        return (source[Math.Min(body, source.Length)..], source.Length);
    }

    private ImmutableArray<RubyTextPart> Read(ref int at, char opener, bool isRaw, bool isPattern)
    {
        var closer = Closer(opener);
        var parts = ImmutableArray.CreateBuilder<RubyTextPart>();
        var text = new StringBuilder();
        var depth = 0;
        for (at++; at < source.Length; at++)
        {
            var c = source[at];
            if (c == '\\' && at + 1 < source.Length)
            {
                at++;
                text.Append(Escaped(source[at], opener, closer, isRaw, isPattern));
            }
            else if (c == closer && depth-- == 0)
            {
                at++;
                break;
            }
            else if (!isRaw && c == '#' && at + 1 < source.Length && source[at + 1] == '{')
            {
                parts.Add(new(text.ToString(), false));
                text.Clear();
                parts.Add(new(ReadCode(ref at), true));
            }
            else
            {
                depth += c == opener && opener != closer ? 1 : 0;
                text.Append(c);
            }
        }
        parts.Add(new(text.ToString(), false));
        return parts.ToImmutable();
    }

    /// <summary>The code of an interpolation; ends on its closing brace.</summary>
    private string ReadCode(ref int at)
    {
        var start = at + 2;
        var depth = 0;
        for (at = start; at < source.Length; at++)
        {
            if (source[at] == '{')
            {
                depth++;
            }
            else if (source[at] == '}' && depth-- == 0)
            {
                return source[start..at];
            }
        }
        return source[Math.Min(start, source.Length)..];
    }

    private static string Escaped(char c, char opener, char closer, bool isRaw, bool isPattern)
    {
        if (isPattern)
        {
            return c == '/' ? "/" : $"\\{c}";
        }
        if (isRaw)
        {
            return c == '\\' || c == opener || c == closer ? $"{c}" : $"\\{c}";
        }
        return c switch
        {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            's' => " ",
            '0' => "\0",
            'e' => "\e",
            '\n' => "",
            _ => $"{c}",
        };
    }

    private static char Closer(char opener) =>
        opener switch
        {
            '(' => ')',
            '[' => ']',
            '{' => '}',
            '<' => '>',
            _ => opener,
        };
}
