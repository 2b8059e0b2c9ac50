using System.Globalization;

namespace Bunraku.Model;

/// <summary><c>undef</c>: the absence of a value.</summary>
public sealed class UndefValue : Value
{
    public static readonly UndefValue Instance = new();

    private UndefValue() { }

    public override bool IsTrue => false;

    public override string ToString() => "";

    public override bool Equals(Value? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 1;
}

/// <summary><c>default</c>.</summary>
public sealed class DefaultValue : Value
{
    public static readonly DefaultValue Instance = new();

    private DefaultValue() { }

    public override string ToString() => "default";

    public override bool Equals(Value? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 2;
}

public sealed class BooleanValue : Value
{
    public static readonly BooleanValue True = new(true);
    public static readonly BooleanValue False = new(false);

    private BooleanValue(bool truth) => IsTrue = truth;

    public override bool IsTrue { get; }

    public static BooleanValue Of(bool truth) => truth ? True : False;

    public override string ToString() => IsTrue ? "true" : "false";

    public override bool Equals(Value? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => IsTrue ? 3 : 4;
}

/// <summary>A signed 64-bit integer; arithmetic that leaves the range is an error.</summary>
public sealed class IntegerValue(long number) : Value
{
    public long Number { get; } = number;

    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);

    public override bool Equals(Value? other) => other is IntegerValue integer && integer.Number == Number;

    public override int GetHashCode() => Number.GetHashCode();
}

/// <summary>An IEEE double.</summary>
public sealed class FloatValue(double number) : Value
{
    public double Number { get; } = number;

    public override string ToString() => FloatText.Of(Number);

    public override bool Equals(Value? other) => other is FloatValue real && real.Number.Equals(Number);

    public override int GetHashCode() => Number.GetHashCode();
}

public sealed class StringValue(string text) : Value
{
    public static readonly StringValue Empty = new("");

    public string Text { get; } = text;

    public override string ToString() => Text;

    public override bool Equals(Value? other) => other is StringValue value && value.Text == Text;

    public override int GetHashCode() => Text.GetHashCode();
}

/// <summary>A regular expression in Ruby's syntax, without slashes.</summary>
public sealed class RegexpValue(string pattern) : Value
{
    public string Pattern { get; } = pattern;

    public override string ToString() => $"/{Pattern.Replace("/", "\\/", StringComparison.Ordinal)}/";

    public override bool Equals(Value? other) => other is RegexpValue value && value.Pattern == Pattern;

    public override int GetHashCode() => Pattern.GetHashCode();
}

/// <summary>A value that must not be shown: its text is a fixed phrase.</summary>
public sealed class SensitiveValue(Value inner) : Value
{
    public Value Inner { get; } = inner;

    public override string ToString() => "Sensitive [value redacted]";

    public override bool Equals(Value? other) => other is SensitiveValue value && value.Inner.Equals(Inner);

    public override int GetHashCode() => HashCode.Combine(5, Inner);
}

/// <summary>Bytes; their text is strict Base64.</summary>
public sealed class BinaryValue(ReadOnlyMemory<byte> bytes) : Value
{
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public override string ToString() => Convert.ToBase64String(Bytes.Span);

    public override bool Equals(Value? other) =>
        other is BinaryValue value && value.Bytes.Span.SequenceEqual(Bytes.Span);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }
}
