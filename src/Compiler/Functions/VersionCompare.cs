using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class VersionCompare() : Function("versioncmp")
{
    public override ImmutableArray<string> Signatures =>
        ["(String a, String b, Boolean ignore_trailing_zeroes?)"];

    public override string Doc =>
        """
            Compares two version numbers: -1, 0 or 1. Parts that are numbers compare as numbers.

                versioncmp('1.2', '1.10') # => -1
                versioncmp('2.0', '2.0') # => 0
                versioncmp('1.0.0', '1.0') # => 1
                versioncmp('1.0.0', '1.0', true) # => 0
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var (left, right) = (((StringValue)arguments[0]).Text, ((StringValue)arguments[1]).Text);
        if (arguments is [_, _, BooleanValue { IsTrue: true }])
        {
            (left, right) = (WithoutZeroes(left), WithoutZeroes(right));
        }
        return new IntegerValue(Compare(left, right));
    }

    /// <summary>The reference's order of package versions.</summary>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var restOfLeft = left;
        var restOfRight = right;
        while (restOfLeft.Length > 0 && restOfRight.Length > 0)
        {
            var a = NextPart(ref restOfLeft);
            var b = NextPart(ref restOfRight);
            if (a.SequenceEqual(b))
            {
                continue;
            }
            foreach (var mark in "-.")
            {
                if (a[0] == mark || b[0] == mark)
                {
                    return a[0] == mark ? -1 : 1;
                }
            }
            var areNumbers = char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0]);
            return areNumbers && a[0] != '0' && b[0] != '0'
                ? CompareNumbers(a, b)
                : Math.Sign(
                    a.ToString()
                        .ToUpperInvariant()
                        .AsSpan()
                        .SequenceCompareTo(b.ToString().ToUpperInvariant())
                );
        }
        return Math.Sign(left.SequenceCompareTo(right));
    }

    private static int CompareNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b) =>
        a.Length != b.Length ? a.Length.CompareTo(b.Length) : Math.Sign(a.SequenceCompareTo(b));

    private static ReadOnlySpan<char> NextPart(ref ReadOnlySpan<char> text)
    {
        var length = 1;
        if (text[0] is not ('-' or '.'))
        {
            var isNumber = char.IsAsciiDigit(text[0]);
            while (
                length < text.Length
                && text[length] is not ('-' or '.')
                && char.IsAsciiDigit(text[length]) == isNumber
            )
            {
                length++;
            }
        }
        var part = text[..length];
        text = text[length..];
        return part;
    }

    private static string WithoutZeroes(string version)
    {
        var parts = version.Split('-');
        parts[0] = parts[0].TrimEnd('.', '0');
        return string.Join('-', parts);
    }
}
