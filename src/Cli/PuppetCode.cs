using Bunraku.Language;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>Reads manifests and templates by one door.</summary>
internal static class PuppetCode
{
    public static Language.ParseResult Read(SourceFile file, bool isTemplate) =>
        isTemplate ? PuppetParser.ParseEpp(file) : PuppetParser.Parse(file);
}
