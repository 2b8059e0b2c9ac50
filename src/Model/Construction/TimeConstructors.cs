using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary><c>Timespan.new</c> and <c>Timestamp.new</c>.</summary>
internal static class TimeConstructors
{
    private static readonly VariantType Seconds = new([IntegerType.Default, FloatType.Default]);

    private static readonly StringType FormatText = new(new IntegerType(2, null));

    private static readonly TypeAliasType Formats = Constructor.Alias(
        "Formats",
        new VariantType([FormatText, new ArrayType(FormatText, new IntegerType(1, null))])
    );

    private static readonly ImmutableArray<(string Name, long Nanoseconds)> Units =
    [
        ("days", 86_400_000_000_000),
        ("hours", 3_600_000_000_000),
        ("minutes", 60_000_000_000),
        ("seconds", 1_000_000_000),
        ("milliseconds", 1_000_000),
        ("microseconds", 1_000),
        ("nanoseconds", 1),
    ];

    public static readonly Constructor Timespan = new(
        "new_timespan",
        [
            new(
                Signature.Of(0, (Seconds, "seconds")),
                (arguments, _) =>
                    arguments[0] is IntegerValue whole
                        ? TimespanValue.FromSeconds(whole.Number)
                        : TimespanValue.FromSeconds(((FloatValue)arguments[0]).Number)
            ),
            new(
                Signature.Of(1, (StringType.NonEmpty, "string"), (Formats, "format")),
                (arguments, _) => ParseSpan(arguments[0], arguments.ElementAtOrDefault(1))
            ),
            new(
                Signature.Of(3, [.. Units.Select(unit => ((DataType)IntegerType.Default, unit.Name))]),
                (arguments, _) => SpanOf(Units.Zip(arguments, (unit, value) => (unit.Nanoseconds, value)))
            ),
            new(
                Signature.Of(0, (WithFormat(hasTimezone: false), "hash_arg")),
                (arguments, _) => ParseSpan(Field(arguments, "string")!, Field(arguments, "format"))
            ),
            new(
                Signature.Of(
                    0,
                    (
                        new StructType([
                            new("negative", BooleanType.Default, IsOptional: true),
                            .. Units.Select(unit => new StructElement(unit.Name, IntegerType.Default, true)),
                        ]),
                        "hash_arg"
                    )
                ),
                (arguments, _) =>
                {
                    var span = SpanOf(
                        Units.Select(unit => (unit.Nanoseconds, Field(arguments, unit.Name) ?? 0))
                    );
                    return Field(arguments, "negative") is { IsTrue: true }
                        ? new TimespanValue(-span.Nanoseconds)
                        : span;
                }
            ),
        ]
    );

    public static readonly Constructor Timestamp = new(
        "new_timestamp",
        [
            new(
                new Signature(new CallableType(new TupleType([], new IntegerType(0, 0))), []),
                (_, surroundings) => TimestampValue.From(surroundings.Time.GetUtcNow())
            ),
            new(
                Signature.Of(0, (Seconds, "seconds")),
                (arguments, _) =>
                    arguments[0] is IntegerValue whole
                        ? TimestampValue.FromSeconds(whole.Number)
                        : TimestampValue.FromSeconds(((FloatValue)arguments[0]).Number)
            ),
            new(
                Signature.Of(
                    2,
                    (StringType.NonEmpty, "string"),
                    (Formats, "format"),
                    (StringType.NonEmpty, "timezone")
                ),
                (arguments, _) =>
                    ParseTime(arguments[0], arguments.ElementAtOrDefault(1), arguments.ElementAtOrDefault(2))
            ),
            new(
                Signature.Of(0, (WithFormat(hasTimezone: true), "hash_arg")),
                (arguments, _) =>
                    ParseTime(
                        Field(arguments, "string")!,
                        Field(arguments, "format"),
                        Field(arguments, "timezone")
                    )
            ),
        ]
    );

    private static StructType WithFormat(bool hasTimezone)
    {
        ImmutableArray<StructElement> elements =
        [
            new("string", StringType.NonEmpty),
            new("format", Formats, IsOptional: true),
        ];
        return new(
            hasTimezone ? elements.Add(new("timezone", StringType.NonEmpty, IsOptional: true)) : elements
        );
    }

    private static Value? Field(ImmutableArray<Value> arguments, string name) =>
        ((HashValue)arguments[0]).Find(name);

    private static TimespanValue SpanOf(IEnumerable<(long Nanoseconds, Value Count)> fields) =>
        new(
            fields.Aggregate(
                (Int128)0,
                (sum, field) => sum + (Int128)field.Nanoseconds * ((IntegerValue)field.Count).Number
            )
        );

    private static TimespanValue ParseSpan(Value text, Value? formats) =>
        TimespanValue.Parse(text.ToString(), FormatsOf(formats) ?? TimespanFormat.Defaults);

    private static TimestampValue ParseTime(Value text, Value? formats, Value? timezone) =>
        TimestampValue.Parse(text.ToString(), FormatsOf(formats), timezone?.ToString());

    private static IReadOnlyList<string>? FormatsOf(Value? formats) =>
        formats switch
        {
            null => null,
            ArrayValue list => [.. list.Items.Select(item => item.ToString())],
            _ => [formats.ToString()],
        };
}
