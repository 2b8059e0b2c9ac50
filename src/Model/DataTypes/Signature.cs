using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>One way to call something: the types, and the names its messages use.</summary>
/// <param name="BlockName">The name of the block parameter; messages show it.</param>
public sealed record Signature(
    CallableType Type,
    ImmutableArray<string> ParameterNames,
    string BlockName = "block"
)
{
    public TupleType Parameters => Type.ParameterTypes ?? AnyParameters;

    private static readonly TupleType AnyParameters = new([AnyType.Default], new IntegerType(0, null));

    /// <summary>
    /// A signature of named parameters, of which the last <paramref name="optional"/> may be left out.
    /// </summary>
    internal static Signature Of(int optional, params ReadOnlySpan<(DataType Type, string Name)> parameters)
    {
        var types = ImmutableArray.CreateBuilder<DataType>();
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var (type, name) in parameters)
        {
            types.Add(type);
            names.Add(name);
        }
        var size = new IntegerType(parameters.Length - optional, parameters.Length);
        var tuple = new TupleType(types.ToImmutable(), optional == 0 && types.Count > 0 ? null : size);
        return new(new CallableType(tuple), names.ToImmutable());
    }
}
