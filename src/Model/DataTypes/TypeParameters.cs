using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>What the types have in common when they read the parameters between their brackets.</summary>
internal static class TypeParameters
{
    /// <summary>Most types take their parameters spread out or in arrays alike.</summary>
    public static ImmutableArray<Value> Flatten(ReadOnlySpan<Value> parameters)
    {
        var flat = ImmutableArray.CreateBuilder<Value>(parameters.Length);
        foreach (var parameter in parameters)
        {
            if (parameter is ArrayValue array)
            {
                flat.AddRange(Flatten(array.Items.AsSpan()));
            }
            else
            {
                flat.Add(parameter);
            }
        }
        return flat.ToImmutable();
    }

    public static void CheckCount(DataType type, int count, int least, int most)
    {
        if (count < least || count > most)
        {
            throw DataTypeException.BadCount($"{Article.Capitalized(type.ToString())}-Type", 1, most, count);
        }
    }

    public static void CheckTypes(DataType type, ImmutableArray<Value> parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i] is not DataType)
            {
                throw DataTypeException.BadKind(type, i, parameters[i], "Any-Type");
            }
        }
    }

    public static DataType Type(DataType owner, ImmutableArray<Value> parameters, int index) =>
        parameters[index] as DataType
        ?? throw DataTypeException.NotAType(owner.Name, index, parameters[index]);

    /// <summary>The one type that <c>Sensitive</c>, <c>Type</c>, <c>Iterable</c> … take.</summary>
    public static DataType OnlyType(DataType owner, ReadOnlySpan<Value> parameters)
    {
        var flat = Flatten(parameters);
        return flat.Length == 1
            ? Type(owner, flat, 0)
            : throw DataTypeException.BadCount($"{owner.Name}-Type", 1, null, flat.Length);
    }

    /// <summary>
    /// A size from the parameters at <paramref name="start"/> on: an Integer type, or one or two bounds.
    /// </summary>
    public static IntegerType Size(ImmutableArray<Value> parameters, int start)
    {
        var bounds = parameters.AsSpan()[start..];
        if (bounds.Length == 1 && bounds[0] is IntegerType type)
        {
            return type;
        }
        for (var i = 0; i < bounds.Length; i++)
        {
            if (bounds[i] is not (IntegerValue or DefaultValue))
            {
                throw DataTypeException.BadSize(start + i, bounds[i]);
            }
        }
        return new IntegerType(
            IntegerType.Bound(bounds[0]),
            bounds.Length > 1 ? IntegerType.Bound(bounds[1]) : null
        );
    }

    /// <summary>Splits off the size that may stand behind the types of a Tuple or Callable.</summary>
    public static (ImmutableArray<Value> Types, IntegerType? Size) SplitSize(ImmutableArray<Value> parameters)
    {
        var count = 0;
        while (count < 2 && count < parameters.Length && IsBound(parameters[^(count + 1)]))
        {
            count++;
        }
        var types = parameters[..^count];
        return (types, count == 0 ? null : Size([.. parameters.Select(Plain)], types.Length));
    }

    private static bool IsBound(Value value) =>
        value is IntegerValue or DefaultValue or StringValue { Text: "default" };

    private static Value Plain(Value value) =>
        value is StringValue { Text: "default" } ? DefaultValue.Instance : value;
}
