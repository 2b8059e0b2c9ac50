using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Bunraku.Language;

/// <summary>Writes the marks and literals of PN.</summary>
internal sealed class PnWriter
{
    private readonly StringBuilder output = new();

    public override string ToString() => output.ToString();

    public PnWriter Append(char mark)
    {
        output.Append(mark);
        return this;
    }

    public PnWriter Append(string marks)
    {
        output.Append(marks);
        return this;
    }

    public void Call<T>(string name, ImmutableArray<T> items, Action<T> append)
    {
        output.Append('(').Append(name);
        foreach (var item in items)
        {
            output.Append(' ');
            append(item);
        }
        output.Append(')');
    }

    public void List<T>(ImmutableArray<T> items, Action<T> append)
    {
        output.Append('[');
        for (var i = 0; i < items.Length; i++)
        {
            output.Append(i > 0 ? " " : "");
            append(items[i]);
        }
        output.Append(']');
    }

    /// <summary>Begins the next entry of a map, the first right after its brace.</summary>
    public void Key(string key)
    {
        var isFirst = output[^1] == '{';
        output.Append(isFirst ? ":" : " :").Append(key).Append(' ');
    }

    public void Integer(long value, int radix)
    {
        if (radix == 10)
        {
            output.Append(CultureInfo.InvariantCulture, $"{value}");
            return;
        }
        output.Append(CultureInfo.InvariantCulture, $"(int {{:radix {radix} :value {value}}})");
    }

    public void Float(double value) => output.Append(FormatFloat(value));

    public void String(string? text)
    {
        if (text is null)
        {
            output.Append("nil");
            return;
        }
        output.Append('"');
        foreach (var character in text)
        {
            AppendCharacter(character);
        }
        output.Append('"');
    }

    private void AppendCharacter(char character)
    {
        switch (character)
        {
            case '\t':
                output.Append("\\t");
                break;
            case '\n':
                output.Append("\\n");
                break;
            case '\r':
                output.Append("\\r");
                break;
            case '"':
            case '\\':
                output.Append('\\').Append(character);
                break;
            case < ' ':
                output.Append("\\o").Append(Convert.ToString(character, 8).PadLeft(3, '0'));
                break;
            default:
                output.Append(character);
                break;
        }
    }

    /// <summary>
    /// As Ruby writes it: plain between 1e-4 and 1e15, otherwise with an exponent of at least two digits.
    /// </summary>
    /// <summary>The power of ten of the first digit of the shortest text that reads back the same.</summary>
    private static int Exponent(string text)
    {
        var at = text.IndexOf('E', StringComparison.Ordinal);
        if (at >= 0)
        {
            return int.Parse(text.AsSpan(at + 1), CultureInfo.InvariantCulture);
        }
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (text[0] != '0')
        {
            return (point < 0 ? text.Length : point) - 1;
        }
        return -(text.AsSpan(point + 1).IndexOfAnyExcept('0') + 1);
    }

    private static string FormatFloat(double value)
    {
        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = Exponent(shortest.TrimStart('-'));
        var sign = shortest.StartsWith('-') ? "-" : "";
        var mantissa = shortest.Split('E')[0].TrimStart('-').Replace(".", "");
        var digits = mantissa.TrimStart('0').TrimEnd('0').PadRight(1, '0');
        if (value == 0)
        {
            return sign + "0.0";
        }
        if (exponent is < -4 or >= 15)
        {
            var power =
                (exponent < 0 ? "-" : "+") + Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
            return $"{sign}{digits[0]}.{digits[1..].PadRight(1, '0')}e{power}";
        }
        var whole =
            exponent < 0 ? "0" : digits[..Math.Min(digits.Length, exponent + 1)].PadRight(exponent + 1, '0');
        var fraction =
            exponent < 0 ? new string('0', -exponent - 1) + digits
            : digits.Length > exponent + 1 ? digits[(exponent + 1)..]
            : "0";
        return $"{sign}{whole}.{fraction}";
    }
}
