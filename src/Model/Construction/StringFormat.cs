using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary>
/// One format of <c>String.new</c>: flags, width, precision, conversion, and what containers add to it.
/// </summary>
internal sealed partial record StringFormat
{
    private const string Delimiters = "[{(<|";

    public StringFormat(string text)
    {
        Text = text;
        var match = Syntax().Match(text);
        if (!match.Success)
        {
            throw DataTypeException.Runtime(
                $"The format '{text}' is not a valid format on the form '%<flags><width>.<prec><format>'"
            );
        }
        var flags = match.Groups[1].Value;
        if (flags.Distinct().Count() != flags.Length)
        {
            throw DataTypeException.Runtime($"The same flag can only be used once, got '{text}'");
        }
        if (flags.Count(flag => Delimiters.Contains(flag, StringComparison.Ordinal)) > 1)
        {
            throw DataTypeException.Runtime(
                $"Only one of the delimiters [ {{ ( < | can be given in the format flags, got '{text}'"
            );
        }
        IsLeft = flags.Contains('-', StringComparison.Ordinal);
        IsAlternate = flags.Contains('#', StringComparison.Ordinal);
        Delimiter = flags.FirstOrDefault(flag => Delimiters.Contains(flag, StringComparison.Ordinal));
        Delimiter = Delimiter == '\0' && flags.Contains(' ', StringComparison.Ordinal) ? ' ' : Delimiter;
        Width = Number(match.Groups[2]);
        Precision = Number(match.Groups[3]);
        Conversion = match.Groups[4].Value[0];
    }

    /// <summary>As it was given, for <see cref="Sprintf"/>.</summary>
    public string Text { get; }

    public bool IsLeft { get; }

    public bool IsAlternate { get; }

    public int? Width { get; }

    public int? Precision { get; }

    public char Conversion { get; }

    private char Delimiter { get; }

    public string? Separator { get; init; }

    public string? PairSeparator { get; init; }

    /// <summary>The formats of the elements, or null for the default.</summary>
    public StringFormats? Elements { get; init; }

    public (string Open, string Close) Brackets(string open, string close) =>
        Delimiter switch
        {
            '[' => ("[", "]"),
            '{' => ("{", "}"),
            '(' => ("(", ")"),
            '<' => ("<", ">"),
            '|' => ("|", "|"),
            ' ' => ("", ""),
            _ => (open, close),
        };

    /// <summary>The text with this format's conversion replaced, for values that are texts by now.</summary>
    public string As(char conversion, string text) => Sprintf.Format(Text[..^1] + conversion, text);

    public string Pad(string text)
    {
        text = Precision < text.Length ? text[..Precision.Value] : text;
        return IsLeft ? text.PadRight(Width ?? 0) : text.PadLeft(Width ?? 0);
    }

    private static int? Number(Group group) => group.Success ? Sprintf.Width(group.ValueSpan) : null;

    [GeneratedRegex(StringConstructor.FormatPattern)]
    private static partial Regex Syntax();
}

/// <summary>Formats by type, the most specific first.</summary>
internal sealed class StringFormats(IEnumerable<KeyValuePair<DataType, StringFormat>> formats)
{
    private readonly ImmutableArray<KeyValuePair<DataType, StringFormat>> formats = [.. formats];

    public static readonly StringFormats Elements = new([new(AnyType.Default, new("%p"))]);

    public static readonly StringFormats Default = new([
        new(ObjectType.Default, new("%p")),
        new(FloatType.Default, new("%f")),
        new(NumericType.Default, new("%d")),
        new(
            ArrayType.Default,
            new("%a")
            {
                Separator = ", ",
                PairSeparator = ", ",
                Elements = Elements,
            }
        ),
        new(
            HashType.Default,
            new("%h")
            {
                Separator = ", ",
                PairSeparator = " => ",
                Elements = Elements,
            }
        ),
        new(BinaryType.Default, new("%B")),
        new(AnyType.Default, new("%s")),
    ]);

    /// <summary>Those of parameters (<c>DEFAULT_PARAMETER_FORMAT</c>).</summary>
    public static readonly StringFormats Shown = Default.Under(
        new([
            new(CollectionType.Default, new("%#p")),
            new(ObjectType.Default, new("%#p")),
            new(BinaryType.Default, new("%p")),
            new(StringType.Default, new("%p")),
        ])
    );

    public StringFormat Find(DataType type)
    {
        foreach (var (key, format) in formats)
        {
            if (key.IsAssignable(type))
            {
                return format;
            }
        }
        return new("%s");
    }

    /// <summary>
    /// Formats as the user gave them: a hash of types to formats, or to hashes that describe a container.
    /// </summary>
    public static StringFormats Read(HashValue map) =>
        new(
            map.Pairs.Select(pair =>
                KeyValuePair.Create(
                    pair.Key as DataType
                        ?? throw DataTypeException.Runtime(
                            "top level keys in the format hash must be data types, got instance of "
                                + $"'{RubyText.ClassOf(pair.Key)}'"
                        ),
                    pair.Value is HashValue container ? ReadContainer(container) : new(pair.Value.ToString())
                )
            )
        );

    private static StringFormat ReadContainer(HashValue container) =>
        new((container.Find("format") as StringValue)?.Text ?? "")
        {
            Separator = (container.Find("separator") as StringValue)?.Text,
            PairSeparator = (container.Find("separator2") as StringValue)?.Text,
            Elements = container.Find("string_formats") is HashValue elements ? Read(elements) : null,
        };

    /// <summary>These formats under others: the others win, and hide what they cover.</summary>
    public StringFormats Under(StringFormats higher)
    {
        var kept = formats.Where(low =>
            !higher.formats.Any(high => !high.Key.Equals(low.Key) && high.Key.IsAssignable(low.Key))
        );
        var merged = new List<KeyValuePair<DataType, StringFormat>>();
        foreach (var (type, low) in kept)
        {
            var high = higher.formats.FirstOrDefault(pair => pair.Key.Equals(type)).Value;
            merged.Add(new(type, high is null ? low : Merge(low, high)));
        }
        merged.AddRange(higher.formats.Where(high => !merged.Exists(pair => pair.Key.Equals(high.Key))));
        return new(Sorted(merged));
    }

    /// <summary>
    /// The order is none that could be relied on: some formats are equal, and it is not transitive. So they
    /// are merged in halves, as the reference's C library does it.
    /// </summary>
    private static List<KeyValuePair<DataType, StringFormat>> Sorted(
        List<KeyValuePair<DataType, StringFormat>> formats
    )
    {
        if (formats.Count < 2)
        {
            return formats;
        }
        var half = formats.Count / 2;
        var left = new Queue<KeyValuePair<DataType, StringFormat>>(Sorted(formats[..half]));
        var right = new Queue<KeyValuePair<DataType, StringFormat>>(Sorted(formats[half..]));
        var sorted = new List<KeyValuePair<DataType, StringFormat>>(formats.Count);
        while (left.Count > 0 && right.Count > 0)
        {
            sorted.Add((Compare(left.Peek(), right.Peek()) <= 0 ? left : right).Dequeue());
        }
        sorted.AddRange(left);
        sorted.AddRange(right);
        return sorted;
    }

    private static StringFormat Merge(StringFormat low, StringFormat high) =>
        high with
        {
            Separator = high.Separator ?? low.Separator,
            PairSeparator = high.PairSeparator ?? low.PairSeparator,
            Elements =
                low.Elements is null || high.Elements is null
                    ? high.Elements ?? low.Elements
                    : low.Elements.Under(high.Elements),
        };

    private static int Compare(KeyValuePair<DataType, StringFormat> a, KeyValuePair<DataType, StringFormat> b)
    {
        var isNarrower = b.Key.IsAssignable(a.Key);
        var isWider = a.Key.IsAssignable(b.Key);
        if (isNarrower != isWider)
        {
            return isNarrower ? -1 : 1;
        }
        var (rankA, rankB) = (Rank(a.Key), Rank(b.Key));
        return rankA == 0 || rankB == 0
            ? string.CompareOrdinal(a.Key.ToString(), b.Key.ToString())
            : rankA.CompareTo(rankB);
    }

    private static int Rank(DataType type) =>
        type switch
        {
            StructType => 1,
            HashType => 2,
            TupleType => 3,
            ArrayType => 4,
            PatternType => 10,
            EnumType => 11,
            StringType => 12,
            _ => 0,
        };
}
