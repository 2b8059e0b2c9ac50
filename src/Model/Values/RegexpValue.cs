namespace Bunraku.Model;

/// <summary>A regular expression in Ruby's syntax, without slashes.</summary>
public sealed class RegexpValue(string pattern) : Value
{
    public string Pattern { get; } = pattern;

    public override string ToString() => $"/{Pattern.Replace("/", "\\/", StringComparison.Ordinal)}/";

    public override bool Equals(Value? other) => other is RegexpValue value && value.Pattern == Pattern;

    public override int GetHashCode() => Pattern.GetHashCode();
}
