using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>
/// Patterns of shells that are held against single names: of the attributes <c>ignore</c> and <c>matches</c>.
/// </summary>
/// <param name="options">Whether a wildcard matches a period at the beginning.</param>
internal sealed class NamePatterns(Value? patterns, ShellPatternOptions options = default)
{
    private readonly ImmutableArray<string> patterns = patterns switch
    {
        ArrayValue array => [.. array.Items.Select(item => item.ToString())],
        StringValue text => [text.Text],
        _ => [],
    };

    public bool Contains(string name) =>
        patterns.Any(pattern => ShellPattern.Matches(pattern, name, options));
}
