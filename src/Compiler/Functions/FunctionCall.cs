using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>The one way to call a native function: its signatures are checked, its failures placed.</summary>
public static class FunctionCall
{
    public static Value Invoke(Function function, Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        FunctionSignatures.Check(function, invocation, arguments);
        try
        {
            if (!Fits(function.ReadSignatures, arguments, invocation.Block))
            {
                throw invocation.Failure(Mismatch(function, arguments, invocation.Block));
            }
            return function.Call(invocation, arguments);
        }
        catch (DataTypeException misuse)
        {
            throw invocation.Failure(misuse.Message, misuse.IssueCode);
        }
    }

    private static bool Fits(
        ImmutableArray<Signature> signatures,
        ReadOnlySpan<Value> arguments,
        Block? block
    )
    {
        foreach (var signature in signatures)
        {
            if (Accepts(signature.Type.BlockType, block) && signature.Parameters.AreInstances(arguments))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a block fits by the number of its parameters; their types are checked when it is called.</summary>
    private static bool Accepts(DataType? type, Block? block)
    {
        if (block is null)
        {
            return type is null or OptionalType;
        }
        var callable = type is OptionalType optional ? optional.Type as CallableType : type as CallableType;
        return callable is not null
            && (
                callable.ParameterTypes is not { Sizes: var sizes }
                || block.LeastArguments <= (sizes.From ?? 0)
                    && block.MostArguments >= (sizes.To ?? int.MaxValue)
            );
    }

    private static string Mismatch(Function function, ReadOnlySpan<Value> arguments, Block? block)
    {
        var types = ImmutableArray.CreateBuilder<DataType>(arguments.Length + 1);
        foreach (var argument in arguments)
        {
            types.Add(TypeInference.Of(argument));
        }
        if (block is not null)
        {
            types.Add(TypeOf(block));
        }
        return TypeMismatch.DescribeSignatures(
            function.Name,
            function.ReadSignatures,
            new TupleType(types.ToImmutable())
        );
    }

    private static CallableType TypeOf(Block block)
    {
        var most = block.MostArguments == int.MaxValue ? null : (long?)block.MostArguments;
        ImmutableArray<DataType> types =
        [
            .. Enumerable.Repeat<DataType>(AnyType.Default, block.ParameterNames.Count),
        ];
        return new(new TupleType(types, new IntegerType(block.LeastArguments, most)));
    }
}
