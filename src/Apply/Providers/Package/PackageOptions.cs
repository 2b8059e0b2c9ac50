using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The words that a manifest adds to a package manager's command line.</summary>
internal static class PackageOptions
{
    /// <summary>Options are words, or hashes whose pairs are <c>KEY=VALUE</c> words.</summary>
    public static ImmutableArray<string> Of(Resource desired, string attribute) =>
        [.. Words(desired[attribute])];

    private static IEnumerable<string> Words(Value? options) =>
        options switch
        {
            null or UndefValue => [],
            ArrayValue array => array.Items.SelectMany(Words),
            HashValue hash => hash.Pairs.Select(pair => $"{pair.Key}={pair.Value}"),
            _ => [options.ToString()],
        };
}
