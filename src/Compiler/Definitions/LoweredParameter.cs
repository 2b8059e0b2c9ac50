using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>A parameter with its slot, its type and its default ready to run.</summary>
internal sealed class LoweredParameter(string name, int slot, Span span)
{
    private readonly Evaluation? typeCode;
    private DataType? type;

    public string Name { get; } = name;

    public int Slot { get; } = slot;

    public Span Span { get; } = span;

    public Evaluation? Default { get; init; }

    public bool CapturesRest { get; init; }

    /// <summary>The type expression; a constant one is evaluated once, where it is first used.</summary>
    public Evaluation? TypeCode
    {
        init => typeCode = value;
    }

    public bool IsTyped => typeCode is not null;

    /// <summary>The parameter with its type.</summary>
    public Span TypedSpan { get; init; } = span;

    /// <summary>Whether the type is the same whatever the variables around the parameter hold.</summary>
    public bool HasConstantType { get; init; } = true;

    public DataType Type(Scope scope)
    {
        if (type is not null)
        {
            return type;
        }
        var found = typeCode is null ? AnyType.Default : Evaluate(new Frame(scope));
        return HasConstantType ? type = found : found;
    }

    /// <summary>The type of one argument: of a parameter that takes the rest, that of an element.</summary>
    public DataType ElementType(Scope scope) =>
        CapturesRest && Type(scope) is ArrayType array ? array.ElementType : Type(scope);

    private DataType Evaluate(Frame frame) =>
        typeCode!(frame) as DataType
        ?? throw new EvaluationException(CompilerDiagnostics.NotAType(TypedSpan));
}
