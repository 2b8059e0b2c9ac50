using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>Reads Puppet manifests and EPP templates into syntax trees.</summary>
public static class PuppetParser
{
    public static ParseResult Parse(SourceFile file) => Parser.Parse(Lexer.Read(file));

    public static ParseResult ParseEpp(SourceFile file) => Parser.Parse(Lexer.ReadEpp(file));
}
