using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>Every sentence this room says about Ruby code.</summary>
internal static class RubyDiagnostics
{
    public static Diagnostic Syntax(Span at, string problem, string? help = null) =>
        Diagnostic.Error("ruby-syntax", $"this is not Ruby: {problem}", at, help: help);
}
