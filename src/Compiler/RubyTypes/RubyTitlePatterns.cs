using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// The title patterns of a type: a list of regular expressions, each with the attributes of its groups, which
/// may have a lambda beside them.
/// </summary>
internal static class RubyTitlePatterns
{
    /// <summary>None when the list, or a part of it, is not known.</summary>
    public static ImmutableArray<TitlePattern> Of(object? patterns)
    {
        if (patterns is not List<object?> list)
        {
            return [];
        }
        var read = list.Select(Pattern).ToList();
        return read.Contains(null) ? [] : [.. read.OfType<TitlePattern>()];
    }

    private static TitlePattern? Pattern(object? pattern)
    {
        if (pattern is not List<object?> { Count: 2 } pair || pair[0] is not RubyRegexp(var source))
        {
            return null;
        }
        try
        {
            var regex = RubyRegex.Of(source);
            var parts = pair[1] is List<object?> given
                ? given.Select(Part)
                : regex
                    .Regex.GetGroupNames()
                    .Where(group => !char.IsAsciiDigit(group[0]))
                    .Select(group => new TitlePart(group));
            ImmutableArray<TitlePart?> all = [.. parts];
            return all.Contains(null) ? null : new(regex, [.. all.OfType<TitlePart>()]);
        }
        catch (DataTypeException)
        {
            return null;
        }
    }

    private static TitlePart? Part(object? part) =>
        part switch
        {
            string attribute => new(attribute),
            List<object?> and [string attribute] => new(attribute),
            List<object?>
            and [string attribute, RubyClosure closure] when !TitleReading.IsIdentity(closure) => new(
                attribute,
                TitleReading.Of(closure)
            ),
            List<object?> and [string attribute, _] => new(attribute),
            _ => null,
        };
}
