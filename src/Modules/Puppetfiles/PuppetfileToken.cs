using Bunraku.Text;

namespace Bunraku.Modules;

internal enum TokenKind
{
    /// <summary>A bare word: <c>mod</c>, <c>true</c>.</summary>
    Word,
    String,

    /// <summary><c>:latest</c></summary>
    Symbol,

    /// <summary><c>git:</c>, a key of the newer notation.</summary>
    Label,
    Arrow,
    Comma,
    Open,
    Close,

    /// <summary>A line's end, where the statement ends with it.</summary>
    End,

    /// <summary>Ruby that a Puppetfile here may not have.</summary>
    Other,
}

/// <summary>A piece of a Puppetfile.</summary>
internal readonly record struct PuppetfileToken(TokenKind Kind, string Text, Span Span);
