using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>The one way to call a native function: its signatures are checked, its failures placed.</summary>
public static class FunctionCall
{
    public static Value Invoke(Function function, Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        try
        {
            if (function is LegacyFunction legacy)
            {
                return legacy.Invoke(invocation, arguments);
            }
            var signatures = function.ReadSignatures(invocation.Compilation.Environment);
            return Fits(signatures, arguments, invocation.Block)
                ? function.Call(invocation, arguments)
                : throw invocation.Failure(Mismatch(function, signatures, invocation, arguments));
        }
        catch (DataTypeException misuse)
        {
            throw invocation.Failure(misuse.Message, misuse.IssueCode);
        }
    }

    /// <summary>
    /// What the signature that fits the arguments says it returns, or null; false when none fits.
    /// </summary>
    internal static bool TryFindReturnType(
        Function function,
        PuppetEnvironment environment,
        ReadOnlySpan<Value> arguments,
        out DataType? type
    )
    {
        type = null;
        foreach (var signature in function.ReadSignatures(environment))
        {
            if (signature.Parameters.AreInstances(arguments))
            {
                type = signature.Type.ReturnType;
                return true;
            }
        }
        return function is LegacyFunction;
    }

    /// <summary>In the function's own words, when it has some, else in those of its signatures.</summary>
    private static string Mismatch(
        Function function,
        ImmutableArray<Signature> signatures,
        Invocation invocation,
        ReadOnlySpan<Value> arguments
    ) =>
        invocation.Block is null && function.DescribeMismatch(arguments) is { } sentence
            ? $"'{invocation.FunctionName}' {sentence}"
            : Mismatches.OfCall(invocation.FunctionName, signatures, arguments, invocation.Block?.Type);

    private static bool Fits(
        ImmutableArray<Signature> signatures,
        ReadOnlySpan<Value> arguments,
        Block? block
    )
    {
        foreach (var signature in signatures)
        {
            if (Fits(signature, arguments, block))
            {
                return true;
            }
        }
        return false;
    }

    internal static bool Fits(Signature signature, ReadOnlySpan<Value> arguments, Block? block) =>
        Accepts(signature.Type.BlockType, block) && signature.Parameters.AreInstances(arguments);

    /// <summary>
    /// Whether a block fits by the number of its parameters; their types are checked when it is called.
    /// </summary>
    private static bool Accepts(DataType? type, Block? block)
    {
        type = type switch
        {
            TypeAliasType alias => alias.Resolved,
            OptionalType { Type: TypeAliasType alias } => new OptionalType(alias.Resolved),
            _ => type,
        };
        if (block is null)
        {
            return type is null or OptionalType;
        }
        if (type is VariantType variant)
        {
            return variant.Types.Any(part => Accepts(part, block));
        }
        var callable = type is OptionalType optional ? optional.Type as CallableType : type as CallableType;
        if (callable?.ParameterTypes is { } wanted && wanted.Types.Any(part => part is not UnitType))
        {
            return callable.IsAssignable(block.Type);
        }
        return callable is not null
            && (
                callable.ParameterTypes is not { Sizes: var sizes }
                || block.LeastArguments <= (sizes.From ?? 0)
                    && block.MostArguments >= (sizes.To ?? int.MaxValue)
            );
    }
}
