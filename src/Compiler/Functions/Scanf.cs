using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Scanf() : Function("scanf")
{
    public override ImmutableArray<string> Signatures => ["(String data, String format, &Callable block?)"];

    public override string Doc =>
        """
            Reads values out of a text by a format as C's `scanf` does: `%d`, `%i`, `%x`, `%o`, `%f`, `%s`,
            `%c`. The result ends where the text stops to fit.

                '42 is it'.scanf('%d %s') # => [42, 'is']
                scanf('x', '%d') # => []
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var result = Read(((StringValue)arguments[0]).Text, ((StringValue)arguments[1]).Text);
        return invocation.Block is { } block ? block.Call(result) : result;
    }

    private static ArrayValue Read(ReadOnlySpan<char> data, ReadOnlySpan<char> format)
    {
        var values = ImmutableArray.CreateBuilder<Value>();
        while (format.Length > 0)
        {
            if (char.IsWhiteSpace(format[0]))
            {
                data = data.TrimStart();
                format = format.TrimStart();
                continue;
            }
            if (format[0] != '%' || format.StartsWith("%%"))
            {
                var isEscaped = format[0] == '%';
                if (data.IsEmpty || data[0] != format[0])
                {
                    break;
                }
                data = data[1..];
                format = format[(isEscaped ? 2 : 1)..];
                continue;
            }
            var isSkipped = format.Length > 1 && format[1] == '*';
            format = format[(isSkipped ? 2 : 1)..];
            var width = TakeWidth(ref format);
            if (format.IsEmpty || ReadOne(ref data, format[0], width) is not { } value)
            {
                break;
            }
            format = format[1..];
            if (!isSkipped)
            {
                values.Add(value);
            }
        }
        return new ArrayValue(values.DrainToImmutable());
    }

    private static int TakeWidth(ref ReadOnlySpan<char> format)
    {
        var length = format.IndexOfAnyExceptInRange('0', '9');
        var isGiven = int.TryParse(
            format[..Math.Max(0, length)],
            CultureInfo.InvariantCulture,
            out var width
        );
        format = format[Math.Max(0, length)..];
        return isGiven ? width : int.MaxValue;
    }

    private static Value? ReadOne(ref ReadOnlySpan<char> data, char kind, int width)
    {
        if (kind == 'c')
        {
            var count = width == int.MaxValue ? 1 : width;
            if (data.Length < count)
            {
                return null;
            }
            var characters = data[..count].ToString();
            data = data[count..];
            return new StringValue(characters);
        }
        data = data.TrimStart();
        var allowed = kind switch
        {
            'd' or 'u' or 'i' => "+-0123456789",
            'x' or 'X' => "+-0123456789abcdefABCDEFxX",
            'o' => "+-01234567",
            'f' or 'e' or 'g' or 'a' => "+-0123456789.eE",
            _ => null,
        };
        var end = allowed is null ? data.IndexOfAny(" \t\r\n\f\v") : data.IndexOfAnyExcept(allowed);
        var length = Math.Min(width, end < 0 ? data.Length : end);
        var text = data[..length].ToString();
        data = data[length..];
        return Convert(text, kind);
    }

    private static Value? Convert(string text, char kind)
    {
        var digits = text.TrimStart('+', '-');
        var sign = text.StartsWith('-') ? -1 : 1;
        try
        {
            return kind switch
            {
                _ when digits.Length == 0 => null,
                'd' or 'u' or 'i' => new IntegerValue(
                    sign * long.Parse(digits, CultureInfo.InvariantCulture)
                ),
                'x' or 'X' => new IntegerValue(sign * System.Convert.ToInt64(digits, 16)),
                'o' => new IntegerValue(sign * System.Convert.ToInt64(digits, 8)),
                'f' or 'e' or 'g' or 'a' => new FloatValue(double.Parse(text, CultureInfo.InvariantCulture)),
                's' => new StringValue(text),
                _ => null,
            };
        }
        catch (Exception failure) when (failure is FormatException or OverflowException)
        {
            return null;
        }
    }
}
