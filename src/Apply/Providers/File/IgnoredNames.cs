using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// The patterns of the attribute <c>ignore</c>: shell globs that are held against single names.
/// </summary>
internal sealed class IgnoredNames
{
    private readonly List<Regex> patterns = [];

    public IgnoredNames(Value? ignore)
    {
        var globs = ignore switch
        {
            ArrayValue array => array.Items.Select(item => item.ToString()),
            StringValue text => [text.Text],
            _ => [],
        };
        patterns.AddRange(globs.Select(glob => new Regex(Translate(glob), RegexOptions.CultureInvariant)));
    }

    public bool Contains(string name) => patterns.Exists(pattern => pattern.IsMatch(name));

    private static string Translate(string glob) =>
        @"\A"
        + Regex
            .Escape(glob)
            .Replace(@"\*", ".*", StringComparison.Ordinal)
            .Replace(@"\?", ".", StringComparison.Ordinal)
            .Replace(@"\[", "[", StringComparison.Ordinal)
        + @"\z";
}
