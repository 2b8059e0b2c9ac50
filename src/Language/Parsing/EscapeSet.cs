namespace Bunraku.Language;

/// <summary>Which escape sequences a text knows.</summary>
[Flags]
internal enum EscapeSet
{
    None = 0,
    Backslash = 1,
    Tab = 2,
    Return = 4,
    Newline = 8,
    Space = 16,
    Unicode = 32,
    Dollar = 64,
    LineBreak = 128,
    Quotes = 256,
    DoubleQuoted = Backslash | Tab | Return | Newline | Space | Unicode | Dollar | LineBreak | Quotes,
}
