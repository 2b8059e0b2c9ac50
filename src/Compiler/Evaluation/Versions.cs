using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Versions and version ranges as patterns; null where the pattern is neither.</summary>
internal static class Versions
{
    public static bool? Matches(Value pattern, Value value) =>
        pattern switch
        {
            SemVerRangeValue range => VersionOf(value) is { } version && range.Contains(version),
            SemVerValue wanted => VersionOf(value) is { } version && wanted.Equals(version),
            _ => null,
        };

    private static SemVerValue? VersionOf(Value value) =>
        value switch
        {
            SemVerValue version => version,
            StringValue text => SemVerValue.Parse(text.Text),
            _ => null,
        };
}
