using System.Globalization;
using System.Text;

namespace Bunraku.Model;

/// <summary>Makes strings of values with formats by type: what <c>String.new</c> does.</summary>
public static class StringConversion
{
    /// <param name="formats"><c>default</c>, a format for the value, or a hash of types to formats.</param>
    public static string Convert(Value value, Value formats)
    {
        var type = TypeInference.Of(value);
        var map = formats switch
        {
            StringValue text => StringFormats.Default.Under(
                new([new(KeyFor(type), new StringFormat(text.Text))])
            ),
            HashValue hash => StringFormats.Default.Under(StringFormats.Read(hash)),
            _ => StringFormats.Default,
        };
        return Convert(value, map, new Indentation(0, true, false));
    }

    /// <summary>As the reference shows values of parameters: hashes take a line for each pair.</summary>
    public static string Shown(Value value) =>
        Convert(value, StringFormats.Shown, new Indentation(0, true, false));

    private static DataType KeyFor(DataType type) =>
        ArrayType.Default.IsAssignable(type) ? ArrayType.Default
        : HashType.Default.IsAssignable(type) ? HashType.Default
        : type;

    private static string Convert(Value value, StringFormats formats, Indentation indentation)
    {
        var format = formats.Find(TypeInference.Of(value));
        return value switch
        {
            ArrayValue array => OfArray(array, format, formats, indentation),
            HashValue hash => OfHash(hash, format, formats, indentation),
            IteratorValue iterator => Convert(ArrayValue.Of(iterator.Items), formats, indentation),
            // The reference has formats for the types of instances, but for none with parameters.
            ObjectValue { Type.TypeParameters.IsEmpty: false } => value.ToString(),
            ObjectValue instance => OfObject(instance, format, indentation),
            StringValue text => OfString(text.Text, format),
            _ when IsForeignText(value) => OfForeign(value, format),
            _ => ScalarConversion.Convert(value, format),
        };
    }

    private static string OfForeign(Value value, StringFormat format)
    {
        var text = value.ToString() ?? "";
        return format.Conversion switch
        {
            's' or 'p' => OfString(text, format),
            'q' => format.As('s', value is SymbolValue ? ':' + text : text),
            _ => throw Illegal("Runtime", format, "spq"),
        };
    }

    /// <summary>
    /// Whether it is shown as its text is: symbols and objects of Ruby, but not its classes.
    /// </summary>
    internal static bool IsForeignText(Value value) =>
        value is SymbolValue or RuntimeValue { IsForeign: true, TypeName: not ("Class" or "Module") };

    internal static DataTypeException Illegal(string type, StringFormat format, string expected) =>
        DataTypeException.Runtime(
            $"Illegal format '{format.Conversion}' specified for value of {type} type - "
                + $"expected one of the characters '{expected}'"
        );

    private static bool IsContainer(Value value) => value is ArrayValue or HashValue or ObjectValue;

    private static bool IsCollection(Value value) => value is ArrayValue or HashValue;

    private static string OfArray(
        ArrayValue array,
        StringFormat format,
        StringFormats formats,
        Indentation indentation
    )
    {
        if (format.Conversion is not ('a' or 's' or 'p'))
        {
            throw Illegal("Array", format, "asp");
        }
        indentation = indentation.Indenting(format.IsAlternate || indentation.IsIndenting);
        var (open, close) = format.Brackets("[", "]");
        var output = new StringBuilder(indentation.Lead).Append(open);
        var child = new Indentation(indentation.Level + 1, true, format.IsAlternate);
        var texts = new List<string>();
        foreach (var item in array.Items)
        {
            child = child with { IsFirst = false };
            texts.Add(
                Convert(item, IsContainer(item) ? formats : format.Elements ?? StringFormats.Elements, child)
            );
        }
        var isBroken = format is { IsAlternate: true, Width: { } width } && Widest(array, texts) > width;
        for (var i = 0; i < array.Count; i++)
        {
            var isPlain = !IsCollection(array[i]);
            if (i == 0)
            {
                output.Append(isBroken && isPlain ? " " : "");
            }
            else
            {
                output.Append(format.Separator ?? ", ");
                if (isPlain && (isBroken || format.IsAlternate && IsCollection(array[i - 1])))
                {
                    TrimEnd(output);
                    output.Append('\n').Append(child.Padding);
                }
            }
            if (texts[i].StartsWith('\n') && output.Length > 0 && output[^1] == ' ')
            {
                TrimEnd(output);
            }
            output.Append(texts[i]);
        }
        return output.Append(close).ToString();
    }

    /// <summary>The longest run of elements between collections.</summary>
    private static int Widest(ArrayValue array, List<string> texts)
    {
        var widest = 0;
        var run = 0;
        for (var i = 0; i < array.Count; i++)
        {
            run = IsCollection(array[i]) ? 0 : run + texts[i].Length;
            widest = Math.Max(widest, run);
        }
        return widest;
    }

    private static void TrimEnd(StringBuilder output)
    {
        if (output[^1] == '\n')
        {
            return;
        }
        while (output.Length > 0 && char.IsWhiteSpace(output[^1]))
        {
            output.Length--;
        }
    }

    private static string OfHash(
        HashValue hash,
        StringFormat format,
        StringFormats formats,
        Indentation indentation
    )
    {
        if (format.Conversion == 'a')
        {
            var pairs = hash.Pairs.Select(pair => (Value)new ArrayValue([pair.Key, pair.Value]));
            return Convert(ArrayValue.Of(pairs), formats, indentation);
        }
        if (format.Conversion is not ('h' or 's' or 'p'))
        {
            throw Illegal("Hash", format, "hasp");
        }
        var separator = format.Separator ?? ", ";
        if (format.IsAlternate)
        {
            separator = (separator.EndsWith('\n') ? separator : separator.TrimEnd()) + "\n";
        }
        indentation = indentation.Indenting(format.IsAlternate || indentation.IsIndenting);
        var child = new Indentation(indentation.Level + 1, true, false);
        string Item(Value value) =>
            Convert(value, IsContainer(value) ? formats : format.Elements ?? StringFormats.Elements, child);
        var padding = format.IsAlternate ? child.Padding : "";
        var lineBreak = format.IsAlternate ? "\n" : "";
        var entries = hash.Pairs.Select(pair =>
            $"{padding}{Item(pair.Key)}{format.PairSeparator ?? " => "}{Item(pair.Value)}"
        );
        var (open, close) = format.Brackets("{", "}");
        return indentation.Lead
            + open
            + lineBreak
            + string.Join(separator, entries)
            + lineBreak
            + (format.IsAlternate ? indentation.Padding : "")
            + close;
    }

    private static string OfObject(ObjectValue instance, StringFormat format, Indentation indentation)
    {
        if (format.Conversion is not ('p' or 's'))
        {
            throw Illegal("Object", format, "spq");
        }
        if (!format.IsAlternate && !indentation.IsIndenting)
        {
            return instance.ToString();
        }
        var formats = StringFormats.Default.Under(new([new(HashType.Default, new("%#p"))]));
        var inner = new Indentation(indentation.Level, true, true);
        return $"{instance.Type.Name}({Convert(instance.InitHash, formats, inner).TrimStart()})";
    }

    private static string OfString(string text, StringFormat format)
    {
        var changed = format.Conversion switch
        {
            's' => text,
            'p' => format.IsAlternate ? ValueText.DoubleQuoted(text) : ValueText.Quoted(text),
            'c' => Capitalized(text),
            'C' => string.Join("::", text.Split("::").Select(Capitalized)),
            'u' => text.ToUpperInvariant(),
            'd' => text.ToLowerInvariant(),
            't' => text.Trim(),
            _ => throw Illegal("String", format, "cCudspt"),
        };
        if (format.Conversion == 'p')
        {
            return format.Pad(changed);
        }
        return format.IsAlternate && format.Conversion != 's'
            ? format.Pad(ValueText.Quoted(changed))
            : format.As('s', changed);
    }

    private static string Capitalized(string text) =>
        text.Length == 0 ? "" : text[..1].ToUpperInvariant() + text[1..].ToLowerInvariant();

    private sealed record Indentation(int Level, bool IsFirst, bool IsIndenting)
    {
        public string Padding => new(' ', 2 * Level);

        /// <summary>
        /// The line break and padding before a container that is not the first in its line.
        /// </summary>
        public string Lead => IsIndenting && Level > 0 && !IsFirst ? "\n" + Padding : "";

        public Indentation Indenting(bool isIndenting) => this with { IsIndenting = isIndenting };
    }
}
