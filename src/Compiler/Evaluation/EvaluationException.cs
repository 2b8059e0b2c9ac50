using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// The user's mistake met while evaluating: ends the compilation and carries what there is to say about it
/// (one diagnostic, or all those of a file that could not be parsed).
/// </summary>
public sealed class EvaluationException(ImmutableArray<Diagnostic> diagnostics)
    : Exception(diagnostics[0].Message)
{
    public EvaluationException(Diagnostic diagnostic)
        : this([diagnostic]) { }

    public ImmutableArray<Diagnostic> Diagnostics { get; } = diagnostics;

    public Diagnostic Diagnostic => Diagnostics[0];

    /// <summary>The parameter without a value yet that a default wanted; null for other mistakes.</summary>
    internal string? UnevaluatedParameter { get; init; }

    /// <summary>The failure of Ruby code behind it, so that Ruby code can rescue the same error.</summary>
    internal Bunraku.Ruby.RubyFailure? Ruby { get; init; }

    /// <summary>Whether it was met while parsing or checking and not while evaluating.</summary>
    internal bool IsSyntax { get; init; }
}
