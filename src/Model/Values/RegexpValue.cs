using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary>A regular expression in Ruby's syntax, without slashes.</summary>
public sealed partial class RegexpValue(string pattern) : Value
{
    public string Pattern { get; } = pattern;

    /// <summary>
    /// The pattern as it is shown: Ruby ties one that names characters beyond ASCII to an encoding, which the
    /// reference takes for an option and writes a group around.
    /// </summary>
    /// <param name="options">The options that are off, in the order in which that place names them.</param>
    public string Shown(string options) => IsTied ? $"(?-{options}:{Pattern})" : Pattern;

    private bool IsTied => Pattern.Any(c => !char.IsAscii(c)) || EscapeBeyondAscii().IsMatch(Pattern);

    public override string ToString() => $"/{Shown("mix").Replace("/", "\\/", StringComparison.Ordinal)}/";

    [GeneratedRegex(
        @"(?<!\\)(?:\\\\)*\\(?:x[89a-f]|u(?!00[0-7])[0-9a-f]{4}|u\{[^}]*?(?:[89a-f][0-9a-f]|[1-9a-f][0-9a-f]{2}))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex EscapeBeyondAscii();

    public override bool Equals(Value? other) => other is RegexpValue value && value.Pattern == Pattern;

    public override int GetHashCode() => Pattern.GetHashCode();
}
