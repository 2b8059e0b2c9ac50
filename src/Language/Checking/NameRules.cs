namespace Bunraku.Language;

/// <summary>What names may look like.</summary>
internal static class NameRules
{
    /// <summary><c>a::b</c>: lower-case segments.</summary>
    public static bool IsDefinitionName(ReadOnlySpan<char> name) =>
        HasSegments(name, char.IsAsciiLetterLower);

    /// <summary><c>A::B</c>: capitalised segments.</summary>
    public static bool IsTypeName(ReadOnlySpan<char> name) => HasSegments(name, char.IsAsciiLetterUpper);

    public static bool IsParameterName(ReadOnlySpan<char> name) =>
        !name.IsEmpty && (char.IsAsciiLetterLower(name[0]) || name[0] == '_') && IsWord(name);

    /// <summary>A match variable's number, without needless zeros.</summary>
    public static bool IsMatchNumber(ReadOnlySpan<char> name) =>
        name is "0" || (!name.IsEmpty && name[0] != '0' && name.IndexOfAnyExceptInRange('0', '9') < 0);

    /// <summary>Digits, perhaps hexadecimal: what would clash with match variables.</summary>
    public static bool IsNumeric(ReadOnlySpan<char> name)
    {
        var digits = name.StartsWith("0x") ? name[2..] : name;
        return !digits.IsEmpty && digits.IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>
    /// Lower-case segments, of which the last may start with an underscore, perhaps from top scope.
    /// </summary>
    public static bool IsVariableName(ReadOnlySpan<char> name)
    {
        name = name.StartsWith("::") ? name[2..] : name;
        var last = name.LastIndexOf("::");
        if (last < 0)
        {
            return IsParameterName(name);
        }
        return IsDefinitionName(name[..last]) && IsParameterName(name[(last + 2)..]);
    }

    public static bool IsReservedTypeName(string name) =>
        name
            is "type"
                or "any"
                or "unit"
                or "scalar"
                or "boolean"
                or "numeric"
                or "integer"
                or "float"
                or "collection"
                or "array"
                or "hash"
                or "tuple"
                or "struct"
                or "variant"
                or "optional"
                or "enum"
                or "regexp"
                or "pattern"
                or "runtime"
                or "init"
                or "object"
                or "sensitive"
                or "semver"
                or "semverrange"
                or "string"
                or "timestamp"
                or "timespan"
                or "typeset";

    private static bool HasSegments(ReadOnlySpan<char> name, Func<char, bool> isFirst)
    {
        while (true)
        {
            var end = name.IndexOf("::");
            var segment = end < 0 ? name : name[..end];
            if (segment.IsEmpty || !isFirst(segment[0]) || !IsWord(segment))
            {
                return false;
            }
            if (end < 0)
            {
                return true;
            }
            name = name[(end + 2)..];
        }
    }

    private static bool IsWord(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '_')
            {
                return false;
            }
        }
        return true;
    }
}
