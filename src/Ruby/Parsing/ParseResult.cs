using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>What reading a program gave: the program, or what is wrong with it.</summary>
internal sealed record ParseResult(ProgramExpression? Program, Diagnostic? Problem);
