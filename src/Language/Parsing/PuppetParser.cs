using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>Reads Puppet manifests and EPP templates into syntax trees.</summary>
public static class PuppetParser
{
    public static ParseResult Parse(SourceFile file) => throw new NotSupportedException(file.Path);

    public static ParseResult ParseEpp(SourceFile file) => throw new NotSupportedException(file.Path);
}
