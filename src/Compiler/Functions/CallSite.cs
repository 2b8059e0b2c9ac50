using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Where and how something is called or declared; the label is the reference's word for the expression.
/// </summary>
internal sealed record CallSite(string Name, Span? Place, string Label)
{
    public const string Access = "'[]' expression";
    public const string FunctionCall = "Function Call";
    public const string MethodCall = "Method call";
    public const string ResourceStatement = "Resource Statement";
    public const string TypeName = "Type-Name";
    public const string VirtualQuery = "Virtual Query";
    public const string ExportedQuery = "Exported Query";

    public Span Span => Place ?? default;

    /// <summary>
    /// Whether the reference tells only the line here: bodies of defines are evaluated after their place.
    /// </summary>
    public bool IsLineOnly { get; init; }

    /// <summary>Whether a function declares here; the reference then names a file even of code.</summary>
    public bool IsOfFunction { get; init; }

    public static CallSite At(Span? place, string label) => new("", place, label);
}
