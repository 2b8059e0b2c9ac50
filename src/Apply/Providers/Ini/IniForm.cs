using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>How an INI file is written: its separators, brackets and indentation.</summary>
internal sealed class IniForm
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(2);

    private readonly Regex setting;
    private readonly Regex commented;

    public IniForm(string separator)
    {
        Separator = separator;
        var bare = separator.Length > 0 && separator.All(char.IsWhiteSpace) ? " " : separator.Trim();
        var inClass = bare.Replace("]", @"\]", StringComparison.Ordinal);
        var plain = Regex.Escape(bare);
        setting = Pattern($@"^(\s*)([^#;\s]|[^#;\s].*?[^\s{inClass}])(\s*{plain}[ \t]*)(.*)\s*$");
        commented = Pattern($@"^(\s*)[#;]+(\s*)(.*?[^\s{inClass}])(\s*{plain}[ \t]*)(.*)\s*$");
    }

    /// <summary>Between a setting and its value where it is written anew.</summary>
    public string Separator { get; }

    public string SectionPrefix { get; init; } = "[";

    public string SectionSuffix { get; init; } = "]";

    public string IndentText { get; init; } = " ";

    /// <summary>How often <see cref="IndentText"/> stands before a new setting; null for as the
    /// others.</summary>
    public int? IndentWidth { get; init; }

    /// <summary>The setting of a line: what stands before it, its name, the separator and the
    /// value.</summary>
    public IniSetting? Parse(string line)
    {
        var match = setting.Match(line);
        return match.Success
            ? new(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value)
            : null;
    }

    /// <summary>The name of a setting that a comment shows; null for other lines.</summary>
    public string? ParseComment(string line) =>
        commented.Match(line) is { Success: true } match ? match.Groups[3].Value : null;

    /// <summary>The section that a line starts; null for other lines.</summary>
    public string? ParseSection(string line)
    {
        var text = line.Trim();
        return
            text.Length >= SectionPrefix.Length + SectionSuffix.Length
            && text.StartsWith(SectionPrefix, StringComparison.Ordinal)
            && text.EndsWith(SectionSuffix, StringComparison.Ordinal)
            ? text[SectionPrefix.Length..^SectionSuffix.Length]
            : null;
    }

    private static Regex Pattern(string text)
    {
        try
        {
            return new Regex(text, RegexOptions.CultureInvariant, LongestMatch);
        }
        catch (ArgumentException mistake)
        {
            throw new HostException($"The separator cannot be used: {mistake.Message}", mistake);
        }
    }
}

/// <summary>A line that sets something.</summary>
internal sealed record IniSetting(string Indentation, string Name, string Separator, string Value);
