using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Why given parameters or arguments do not fit, in the reference's words.</summary>
internal static class Mismatches
{
    /// <summary>What is wrong with the parameters given by name, or null.</summary>
    /// <param name="isResource">Whether metaparameters and a name may be among them.</param>
    public static string? OfParameters(
        string subject,
        ImmutableArray<LoweredParameter> parameters,
        Scope scope,
        HashValue given,
        bool isResource
    )
    {
        var elements = ImmutableArray.CreateBuilder<StructElement>();
        if (isResource)
        {
            elements.Add(new StructElement("name", AnyType.Default, IsOptional: true));
            elements.AddRange(
                Metaparameters
                    .All.Where(attribute => parameters.All(parameter => parameter.Name != attribute.Name))
                    .Select(attribute => new StructElement(attribute.Name, AnyType.Default, IsOptional: true))
            );
        }
        elements.AddRange(
            parameters.Select(parameter => new StructElement(
                parameter.Name,
                parameter.Type(scope),
                parameter.Default is not null
            ))
        );
        return TypeMismatch.DescribeParameters(
            subject,
            new StructType(elements.ToImmutable()),
            given,
            deferredType: call => DeferredValues.ReturnType(call, scope)
        );
    }

    /// <summary>What is wrong with the arguments of a call.</summary>
    /// <param name="callee">The function's name, or <c>lambda</c>.</param>
    public static string OfCall(
        string callee,
        ImmutableArray<Signature> signatures,
        ReadOnlySpan<Value> arguments,
        CallableType? block
    )
    {
        var types = ImmutableArray.CreateBuilder<DataType>(arguments.Length + 1);
        foreach (var argument in arguments)
        {
            types.Add(TypeInference.Of(argument));
        }
        if (block is not null)
        {
            types.Add(block);
        }
        return TypeMismatch.DescribeSignatures(callee, signatures, new TupleType(types.ToImmutable()));
    }
}
