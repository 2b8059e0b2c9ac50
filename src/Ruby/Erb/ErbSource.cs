using System.Text;

namespace Bunraku.Ruby;

/// <summary>
/// Writes an ERB template as a Ruby program whose lines are the template's, and notes which part of the one
/// comes from which part of the other.
/// </summary>
internal sealed class ErbSource
{
    private readonly string template;
    private readonly string trim;
    private readonly string name;
    private readonly StringBuilder output = new();
    private readonly List<(int Start, int Length, int From)> parts = [];
    private readonly StringBuilder text = new();
    private int at;

    private ErbSource(string template, string trim, string name)
    {
        (this.template, this.trim, this.name) = (template, trim, name);
        output.Append($"{name} = +''; ");
        Read();
        Flush();
        output.Append($"; {name}\n");
    }

    public static (string Program, IReadOnlyList<(int Start, int Length, int From)> Parts) Of(
        string template,
        string trim,
        string name = "_erbout"
    )
    {
        var source = new ErbSource(template, trim, name);
        return (source.output.ToString(), source.parts);
    }

    private bool IsExplicit => trim.Contains('-', StringComparison.Ordinal);

    private bool IsLineStart => at == 0 || template[at - 1] == '\n';

    private void Read()
    {
        while (at < template.Length)
        {
            if (trim.Contains('%', StringComparison.Ordinal) && IsLineStart && template[at] == '%')
            {
                CodeLine();
                continue;
            }
            if (IsExplicit && IsLineStart && LeadingTag() is { } begin)
            {
                at = begin;
                Tag();
            }
            else if (template.AsSpan(at).StartsWith("<%%"))
            {
                text.Append("<%");
                at += 3;
            }
            else if (template.AsSpan(at).StartsWith("<%"))
            {
                Tag();
            }
            else
            {
                text.Append(template[at]);
                if (template[at++] == '\n')
                {
                    Flush();
                }
            }
        }
    }

    /// <summary>Where <c>&lt;%-</c> begins when only white space stands before it in its line.</summary>
    private int? LeadingTag()
    {
        var i = at;
        while (i < template.Length && template[i] is ' ' or '\t')
        {
            i++;
        }
        return template.AsSpan(i).StartsWith("<%-") ? i : null;
    }

    private void CodeLine()
    {
        var end = template.IndexOf('\n', at);
        end = end < 0 ? template.Length : end;
        if (at + 1 < template.Length && template[at + 1] == '%')
        {
            text.Append(template, at + 1, end - at - 1);
            text.Append(end < template.Length ? "\n" : "");
            Flush();
        }
        else
        {
            Flush();
            Copy(at + 1, end);
            output.Append('\n');
        }
        at = Math.Min(template.Length, end + 1);
    }

    private void Tag()
    {
        at += 2;
        var kind = at < template.Length && template[at] is '=' or '#' ? template[at++] : ' ';
        if (kind == ' ' && IsExplicit && at < template.Length && template[at] == '-')
        {
            at++;
        }
        var end = FindEnd(at);
        var isClosed = end < template.Length;
        var isTrimmed = isClosed && IsExplicit && end > at && template[end - 1] == '-';
        Flush();
        Code(kind, at, isTrimmed ? end - 1 : end);
        at = isClosed ? end + 2 : end;
        var isRest =
            trim.Contains('>', StringComparison.Ordinal)
            && (!trim.Contains('<', StringComparison.Ordinal) || LineBeginsWithTag(end));
        var lineEnd =
            template.AsSpan(at).StartsWith("\r\n") ? 2
            : template.AsSpan(at).StartsWith("\n") ? 1
            : 0;
        if ((isTrimmed || isRest) && lineEnd > 0)
        {
            at += lineEnd;
            output.Append('\n');
        }
    }

    private bool LineBeginsWithTag(int place) =>
        template.AsSpan(place == 0 ? 0 : template.LastIndexOf('\n', place - 1) + 1).StartsWith("<%");

    private int FindEnd(int from)
    {
        var end = from;
        while (true)
        {
            end = template.IndexOf("%>", end, StringComparison.Ordinal);
            if (end < 0)
            {
                return template.Length;
            }
            if (end > 0 && template[end - 1] == '%' && end - 1 >= from)
            {
                end += 2;
                continue;
            }
            return end;
        }
    }

    private void Code(char kind, int start, int end)
    {
        switch (kind)
        {
            case '#':
                output.Append('\n', template.AsSpan(start, end - start).Count('\n'));
                break;
            case '=':
                output.Append(name).Append(".<<((");
                Copy(start, end);
                output.Append(").to_s); ");
                break;
            default:
                Copy(start, end);
                output.Append("; ");
                break;
        }
    }

    private void Copy(int start, int end)
    {
        parts.Add((output.Length, end - start, start));
        output.Append(template[start..end].Replace("%%>", "%>", StringComparison.Ordinal));
    }

    private void Flush()
    {
        if (text.Length == 0)
        {
            return;
        }
        var content = text.ToString();
        text.Clear();
        output
            .Append(name)
            .Append(".<< '")
            .Append(
                content
                    .TrimEnd('\n')
                    .Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("'", "\\'", StringComparison.Ordinal)
            )
            .Append('\'');
        if (content.EndsWith('\n'))
        {
            output.Append(" \"\\n\"\n");
        }
        else
        {
            output.Append("; ");
        }
    }
}
