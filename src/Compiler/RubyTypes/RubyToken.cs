using System.Collections.Immutable;

namespace Bunraku.Compiler;

internal enum RubyTokenKind
{
    /// <summary>An identifier or keyword, with its <c>@</c>, <c>?</c> or <c>!</c>.</summary>
    Word,
    Constant,

    /// <summary><c>name:</c> before a value.</summary>
    Label,
    Symbol,
    Text,

    /// <summary>A regular expression; the token's text holds its flags.</summary>
    Pattern,

    /// <summary><c>%w[…]</c> and <c>%i[…]</c>.</summary>
    Words,
    Number,
    Operator,
    Newline,
    End,
}

/// <summary>A piece of a Ruby string: characters, or code that is interpolated.</summary>
internal readonly record struct RubyTextPart(string Text, bool IsCode);

/// <summary>A token of a Ruby source file.</summary>
internal sealed record RubyToken(RubyTokenKind Kind, string Text)
{
    public bool HasSpaceBefore { get; init; }

    public bool HasSpaceAfter { get; init; }

    public ImmutableArray<RubyTextPart> Parts { get; init; } = [];

    public bool Is(string text) =>
        Text == text && Kind is RubyTokenKind.Word or RubyTokenKind.Operator && Text == text;
}
