using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Patterns as functions take them: regexps, regexp types, and strings that are such.</summary>
internal static class Patterns
{
    /// <summary>Throws <see cref="DataTypeException"/> when the pattern is malformed.</summary>
    public static Regex Compile(string pattern) => RubyRegex.Of(pattern).Regex;

    public static string Source(Value value) =>
        value switch
        {
            RegexpValue regexp => regexp.Pattern,
            RegexpType type => type.Pattern ?? "",
            _ => value.ToString(),
        };
}
