using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>The one way to call a native function: its signatures are checked, its failures placed.</summary>
public static class FunctionCall
{
    public static Value Invoke(Function function, Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var signatures = function.ReadSignatures(invocation.Compilation.Environment);
        if (!Fits(signatures, arguments, invocation.Block))
        {
            throw invocation.Failure(
                Mismatches.OfCall(invocation.FunctionName, signatures, arguments, invocation.Block?.Type)
            );
        }
        try
        {
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

    /// <summary>
    /// Whether a block fits by the number of its parameters; their types are checked when it is called.
    /// </summary>
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
}
