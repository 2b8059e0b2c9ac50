namespace Bunraku.Language;

/// <summary>A piece of the source between tokens that is not white space.</summary>
internal readonly record struct Trivia(TriviaKind Kind, int Start, int End);

internal enum TriviaKind
{
    LineComment,
    BlockComment,

    /// <summary>The lines of a heredoc's text, its end line included.</summary>
    HeredocText,
}
