using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>The attribute operations of a resource, default, override or collector, ready to run.</summary>
internal sealed class Attributes
{
    private readonly ImmutableArray<AttributeOperation> operations;
    private readonly Evaluation[] values;

    private Attributes(ImmutableArray<AttributeOperation> operations, Evaluation[] values) =>
        (this.operations, this.values) = (operations, values);

    public static Attributes Lower(Lowering lowering, ImmutableArray<AttributeOperation> operations) =>
        new(operations, [.. operations.Select(operation => lowering.Lower(operation.Value))]);

    /// <summary>
    /// The attributes in order. With a span each may be set once, or the expression there is wrong.
    /// </summary>
    public ImmutableArray<ResourceParameter> Evaluate(Frame frame, Span? span = null)
    {
        var parameters = ImmutableArray.CreateBuilder<ResourceParameter>(operations.Length);
        for (var i = 0; i < operations.Length; i++)
        {
            var value = values[i](frame);
            if (operations[i] is NamedAttributeOperation named)
            {
                if (ProblemOf(value) is { } problem)
                {
                    throw new EvaluationException(
                        CompilerDiagnostics.ExpressionFailed(named.Span, "'=>' expression", problem)
                    );
                }
                Add(parameters, Make(frame, named.Name, value, named.Span, named.Operator == "+>"), span);
                continue;
            }
            if (value is not HashValue hash)
            {
                throw new EvaluationException(CatalogDiagnostics.NotAHash(operations[i].Value.Anchor, value));
            }
            foreach (var (key, item) in hash.Entries)
            {
                Add(parameters, Make(frame, key.ToString(), item, operations[i].Span, false), span);
            }
        }
        return parameters.DrainToImmutable();
    }

    /// <summary>Why no attribute can have the value, in the reference's words.</summary>
    private static string? ProblemOf(Value value) =>
        value switch
        {
            IteratorValue => "Use of an Iterator is not supported here",
            ClassReferenceType { ClassName: null } => CatalogDiagnostics.UntitledClass,
            ArrayValue list => list.Items.Select(ProblemOf).FirstOrDefault(problem => problem is not null),
            _ => null,
        };

    private static ResourceParameter Make(
        Frame frame,
        string name,
        Value value,
        Span span,
        bool isAppended
    ) => new(name, AttributeValues.Of(value), span) { Source = frame.Scope.Source, IsAppended = isAppended };

    private static void Add(
        ImmutableArray<ResourceParameter>.Builder parameters,
        ResourceParameter parameter,
        Span? span
    )
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            var existing = parameters[i];
            if (span is { } place && existing.Name == parameter.Name)
            {
                throw new EvaluationException(
                    CatalogDiagnostics.DuplicateAttribute(
                        place,
                        parameter.Name,
                        existing.Span!.Value,
                        parameter.Span!.Value
                    )
                );
            }
        }
        parameters.Add(parameter);
    }
}
