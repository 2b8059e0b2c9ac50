using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>One way to make an instance.</summary>
public sealed record Dispatch(Signature Signature, Func<ImmutableArray<Value>, Surroundings, Value> Make);

/// <summary><c>new</c> of a type: the ways in turn, and what is said when none fits.</summary>
/// <param name="name">What messages call it (<c>new_float</c>).</param>
public sealed class Constructor(string name, ImmutableArray<Dispatch> dispatches)
{
    public ImmutableArray<Dispatch> Dispatches { get; } = dispatches;

    /// <summary>A sentence better than the description of all ways, or null when it has none.</summary>
    internal Func<ImmutableArray<Value>, string?>? OnMismatch { get; init; }

    public Value Call(ReadOnlySpan<Value> arguments, Surroundings surroundings)
    {
        foreach (var dispatch in Dispatches)
        {
            if (dispatch.Signature.Type.AcceptsCall(arguments, block: null))
            {
                return dispatch.Make(ImmutableArray.Create(arguments), surroundings);
            }
        }
        var given = ImmutableArray.Create(arguments);
        if (OnMismatch?.Invoke(given) is { } problem)
        {
            throw DataTypeException.Runtime($"'{name}' {problem}");
        }
        var signatures = Dispatches.Select(dispatch => dispatch.Signature).ToImmutableArray();
        var types = new TupleType([.. given.Select(TypeInference.Of)]);
        throw DataTypeException.Runtime(TypeMismatch.DescribeSignatures(name, signatures, types));
    }

    /// <summary>“Value of type Array[Integer] cannot be converted to Float”.</summary>
    internal static string NotConvertible(Value value, string typeName) =>
        value is StringValue text
            ? $"The string '{text.Text}' cannot be converted to {typeName}"
            : $"Value of type {TypeInference.Reduced(value).Generalize()} cannot be converted to {typeName}";

    /// <summary>A named type of the reference's, as its messages show it.</summary>
    internal static TypeAliasType Alias(string name, DataType type)
    {
        var alias = new TypeAliasType(name);
        alias.Resolve(type);
        return alias;
    }
}
