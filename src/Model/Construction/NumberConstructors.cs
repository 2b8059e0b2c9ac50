using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary><c>Integer.new</c>, <c>Float.new</c> and <c>Numeric.new</c>.</summary>
internal static partial class NumberConstructors
{
    private const string Hex = "(?:0[xX][0-9A-Fa-f]+)";
    private const string Octal = "(?:0[0-7]+)";
    private const string Binary = "(?:0[bB][01]+)";
    private const string Decimal = @"(?:0|[1-9]\d*)";
    private const string Real = $@"(?:{Decimal}(?:\.\d+)?(?:[eE]-?\d+)?)";
    private const string LenientInteger = $@"\A[+-]?\s*(?:(?:\d+)|{Hex}|{Binary})\z";
    private const string AnyNumber = $@"\A[+-]?\s*(?:{Real}|{Hex}|{Octal}|{Binary})\z";

    private static readonly TypeAliasType Radix = Constructor.Alias(
        "Radix",
        new VariantType([
            DefaultType.Default,
            new IntegerType(2, 2),
            new IntegerType(8, 8),
            new IntegerType(10, 10),
            new IntegerType(16, 16),
        ])
    );

    private static readonly TypeAliasType ToInteger = Convertible(LenientInteger, NumericType.Default);
    private static readonly TypeAliasType ToReal = Convertible(AnyNumber, NumericType.Default);
    private static readonly TypeAliasType ToNumber = Convertible(
        AnyNumber,
        IntegerType.Default,
        FloatType.Default
    );

    private static readonly TypeAliasType IntegerArguments = Constructor.Alias(
        "NamedArgs",
        new StructType([
            new("from", ToInteger),
            new("radix", Radix, IsOptional: true),
            new("abs", BooleanType.Default, IsOptional: true),
        ])
    );

    public static readonly Constructor Integer = new(
        "new",
        [
            new(
                Signature.Of(2, (ToInteger, "from"), (Radix, "radix"), (BooleanType.Default, "abs")),
                (arguments, _) =>
                    IntegerOf(arguments[0], arguments.ElementAtOrDefault(1), arguments.ElementAtOrDefault(2))
            ),
            new(
                Signature.Of(0, (IntegerArguments, "hash_args")),
                (arguments, _) =>
                {
                    var hash = (HashValue)arguments[0];
                    return IntegerOf(hash.Find("from")!, hash.Find("radix"), hash.Find("abs"));
                }
            ),
        ]
    )
    {
        OnMismatch = IntegerMismatch,
    };

    public static readonly Constructor Float = Real_("new_float", "Float", ToReal, FloatOf);

    public static readonly Constructor Numeric = Real_("new_numeric", "Numeric", ToNumber, NumberOf);

    private static Constructor Real_(
        string name,
        string typeName,
        TypeAliasType from,
        Func<Value, Value> make
    )
    {
        var arguments = Constructor.Alias(
            "NamedArgs",
            new StructType([new("from", from), new("abs", BooleanType.Default, IsOptional: true)])
        );
        return new(
            name,
            [
                new(
                    Signature.Of(1, (from, "from"), (BooleanType.Default, "abs")),
                    (given, _) => Absolute(make(given[0]), given.ElementAtOrDefault(1))
                ),
                new(
                    Signature.Of(0, (arguments, "hash_args")),
                    (given, _) =>
                    {
                        var hash = (HashValue)given[0];
                        return Absolute(make(hash.Find("from")!), hash.Find("abs"));
                    }
                ),
            ]
        )
        {
            OnMismatch = given =>
                given.Length == 1 || given is [_, BooleanValue]
                    ? Constructor.NotConvertible(given[0], typeName)
                    : null,
        };
    }

    private static TypeAliasType Convertible(string pattern, params ReadOnlySpan<DataType> numbers) =>
        Constructor.Alias(
            "Convertible",
            new VariantType([
                .. numbers,
                BooleanType.Default,
                new PatternType([pattern]),
                TimespanType.Default,
                TimestampType.Default,
            ])
        );

    private static string? IntegerMismatch(ImmutableArray<Value> arguments)
    {
        if (arguments is [HashValue hash])
        {
            if (hash.Find("from") is { } from && !ToInteger.IsInstance(from))
            {
                return Constructor.NotConvertible(from, "Integer");
            }
            CheckRadix(hash.Find("radix"));
            TypeMismatch.AssertInstance("Integer.new has wrong type,", IntegerArguments, hash);
        }
        var isKnown = arguments.Length switch
        {
            1 => true,
            2 => arguments[1] is IntegerValue,
            3 => arguments[1] is IntegerValue && arguments[2] is BooleanValue,
            _ => false,
        };
        if (!isKnown)
        {
            return null;
        }
        CheckRadix(arguments.ElementAtOrDefault(1));
        return Constructor.NotConvertible(arguments[0], "Integer");
    }

    private static void CheckRadix(Value? radix)
    {
        if (radix is not (null or DefaultValue) && !Radix.IsInstance(radix))
        {
            throw DataTypeException.Runtime($"Illegal radix: {radix}, expected 2, 8, 10, 16, or default");
        }
    }

    private static Value Absolute(Value number, Value? isAbsolute) =>
        isAbsolute is not { IsTrue: true }
            ? number
            : number switch
            {
                IntegerValue integer => Math.Abs(integer.Number),
                FloatValue real => new FloatValue(Math.Abs(real.Number)),
                _ => number,
            };

    private static Value IntegerOf(Value from, Value? radix, Value? isAbsolute)
    {
        long number = from switch
        {
            IntegerValue integer => integer.Number,
            FloatValue real => ToLong(real.Number),
            BooleanValue => from.IsTrue ? 1 : 0,
            TimespanValue span => span.WholeSeconds,
            TimestampValue time => time.WholeSeconds,
            _ => ParseInteger(from.ToString(), (radix as IntegerValue)?.Number),
        };
        return Absolute(number, isAbsolute);
    }

    private static long ToLong(double number) =>
        Math.Abs(number) < 9.3e18
            ? (long)number
            : throw DataTypeException.Runtime(
                $"{FloatText.Of(number)} is outside of the range of an Integer"
            );

    private static Value FloatOf(Value from) =>
        new FloatValue(
            from switch
            {
                IntegerValue integer => integer.Number,
                FloatValue real => real.Number,
                BooleanValue => from.IsTrue ? 1 : 0,
                TimespanValue span => span.TotalSeconds,
                TimestampValue time => time.TotalSeconds,
                _ => ParseFloat(from.ToString()),
            }
        );

    private static Value NumberOf(Value from)
    {
        if (from is not StringValue)
        {
            return from switch
            {
                BooleanValue => from.IsTrue ? 1 : 0,
                TimespanValue or TimestampValue => FloatOf(from),
                _ => from,
            };
        }
        var text = from.ToString();
        if (SpacedBinary().IsMatch(text))
        {
            // The reference makes nothing of it.
            throw DataTypeException.Runtime(
                "Converted value from Numeric.new() has wrong type, expects a Numeric value, got Undef"
            );
        }
        text = Compact(text);
        return Whole().IsMatch(text) ? ParseInteger(text, null) : new FloatValue(ParseFloat(text));
    }

    private static string Compact(string text) => SignAndSpace().Replace(text, "$1");

    private static double ParseFloat(string text)
    {
        var compact = Compact(text);
        var isPrefixed = compact.TrimStart('+', '-') is ['0', 'x' or 'X' or 'b' or 'B', ..];
        return isPrefixed ? ParseInteger(compact, null) : double.Parse(compact, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Ruby's <c>Integer(text, radix)</c>: a prefix must agree with the radix, and names it when none is
    /// given.
    /// </summary>
    private static long ParseInteger(string text, long? radix)
    {
        var compact = Compact(text);
        var digits = compact.TrimStart('+', '-');
        var (prefixRadix, prefixLength) = digits switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', _, ..] when radix is null or 8 => (8, 1),
            _ => ((int)(radix ?? 10), 0),
        };
        var actual = (int)(radix ?? prefixRadix);
        var number = BigInteger.Zero;
        foreach (var c in digits.AsSpan(prefixRadix == actual ? prefixLength : 0))
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
            if (digit < 0 || digit >= actual)
            {
                throw DataTypeException.Runtime($"invalid value for Integer(): \"{text}\"");
            }
            number = number * actual + digit;
        }
        number = compact[0] == '-' ? -number : number;
        return number >= long.MinValue && number <= long.MaxValue
            ? (long)number
            : throw DataTypeException.Runtime($"{text} is outside of the range of an Integer");
    }

    [GeneratedRegex(@"\A[+-]\s+0[bB]")]
    private static partial Regex SpacedBinary();

    [GeneratedRegex(@"\A([+-])\s+")]
    private static partial Regex SignAndSpace();

    [GeneratedRegex(@"\A[+-]?(?:0[xX][0-9A-Fa-f]+|0[bB][01]+|0[0-7]*|[1-9]\d*)\z", RegexOptions.ECMAScript)]
    private static partial Regex Whole();
}
