using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>What reading a program gave: the program, or what is wrong with it.</summary>
/// <param name="FirstMethod">The method that its text defines first, or null.</param>
internal sealed record ParseResult(
    ProgramExpression? Program,
    Diagnostic? Problem,
    MethodDefinition? FirstMethod = null
);
