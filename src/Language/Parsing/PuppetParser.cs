using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>Reads Puppet manifests and EPP templates into syntax trees.</summary>
public static class PuppetParser
{
    public static ParseResult Parse(SourceFile file)
    {
        using var tokens = Lexer.Read(file);
        return Parser.Parse(tokens);
    }

    public static ParseResult ParseEpp(SourceFile file)
    {
        using var tokens = Lexer.ReadEpp(file);
        return Parser.Parse(tokens);
    }
}
