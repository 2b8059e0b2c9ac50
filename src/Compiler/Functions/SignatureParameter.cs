using System.Text.RegularExpressions;

namespace Bunraku.Compiler;

/// <summary>One parameter of a signature's notation: <c>&amp;Callable[1, 2] block?</c>, <c>Any rest*</c>.</summary>
internal sealed partial record SignatureParameter(
    string Type,
    string Name,
    bool IsBlock,
    bool IsOptional,
    bool IsRepeated
)
{
    public static SignatureParameter Read(string text)
    {
        var isBlock = text.StartsWith('&');
        var match = NameAndMark().Match(text);
        var type = (match.Success ? text[..match.Index] : text).TrimStart('&').Trim();
        var mark = match.Groups["mark"].Value;
        return new(
            type,
            match.Success ? match.Groups["name"].Value
                : isBlock ? "block"
                : "value",
            isBlock,
            mark is "?" or "*",
            mark is "*" or "+"
        );
    }

    [GeneratedRegex(@"\s+(?<name>[a-z_]\w*)(?<mark>[?*+]?)$")]
    private static partial Regex NameAndMark();
}
