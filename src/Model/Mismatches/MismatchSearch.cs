using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>Walks an expected and an actual type side by side and collects where they part.</summary>
internal static class MismatchSearch
{
    public static List<Mismatch> Describe(DataType expected, DataType actual, MismatchPath path) =>
        Unresolved(expected, []) is { } name
            ? [new UnresolvedType(path, name)]
            : Describe(expected.Normalize(), expected, actual, path);

    private static string? Unresolved(DataType type, HashSet<DataType> seen) =>
        type switch
        {
            TypeReferenceType reference => reference.TypeString,
            TypeAliasType or ObjectType when !seen.Add(type) => null,
            _ => type.Parts.Select(part => Unresolved(part, seen)).FirstOrDefault(name => name is not null),
        };

    /// <param name="original">What the user wrote (an alias), which is what messages show.</param>
    private static List<Mismatch> Describe(
        DataType expected,
        DataType original,
        DataType actual,
        MismatchPath path
    ) =>
        expected switch
        {
            VariantType variant => OfVariant(variant, original, actual, path),
            StructType @struct => OfStruct(@struct, original, actual, path),
            HashType hash => OfHash(hash, original, actual, path),
            TupleType tuple => OfTuple(tuple, original, actual, path, isCount: false),
            ArrayType array => OfArray(array, original, actual, path),
            CallableType callable => OfCallable(callable, original, actual, path),
            OptionalType { Type: null } => [],
            OptionalType when actual is UndefType => [],
            OptionalType { Type: { } inner } => Describe(
                inner,
                original is TypeAliasType ? original : expected,
                actual,
                path
            ),
            PatternType or EnumType => [new PatternMismatch(path, original, actual)],
            TypeAliasType alias => Describe(alias.Resolved.Normalize(), alias, actual, path),
            _ => expected.IsAssignable(actual) ? [] : [new KindMismatch(path, original, actual)],
        };

    private static List<Mismatch> OfVariant(
        VariantType expected,
        DataType original,
        DataType actual,
        MismatchPath path
    )
    {
        var types = original is OptionalType ? expected.Types.Insert(0, UndefType.Default) : expected.Types;
        var perVariant = new List<List<Mismatch>>();
        for (var i = 0; i < types.Length; i++)
        {
            var found = Describe(types[i], actual, path.Then(PathKind.Variant, i));
            if (found.Count == 0)
            {
                return [];
            }
            perVariant.Add(found);
        }
        var merged = Merge(path.Length, isCount: false, perVariant);
        return original is TypeAliasType && merged.Count == 1
            ? [new KindMismatch(path, original, actual)]
            : merged;
    }

    /// <summary>
    /// One mismatch when all alternatives have the same kind of it at the same place, else all of them.
    /// </summary>
    public static List<Mismatch> Merge(int varyingStep, bool isCount, List<List<Mismatch>> alternatives)
    {
        var all = alternatives.SelectMany(found => found).ToList();
        foreach (var isOfKind in MergeableKinds(isCount))
        {
            var kind = all.Where(isOfKind).ToList();
            if (
                kind.Count == alternatives.Count
                && kind.Count > 0
                && kind.TrueForAll(mismatch => mismatch.Path.LeadsToSamePlace(kind[0].Path))
            )
            {
                all = [kind.Aggregate((a, b) => a.Merge(b))];
                break;
            }
        }
        var distinct = new List<Mismatch>();
        foreach (var mismatch in all)
        {
            if (!distinct.Exists(mismatch.SaysTheSameAs))
            {
                distinct.Add(mismatch);
            }
        }
        return distinct.Count == 1
            ? [distinct[0] with { Path = distinct[0].Path.Without(varyingStep) }]
            : distinct;
    }

    private static IEnumerable<Func<Mismatch, bool>> MergeableKinds(bool isCount) =>
        [
            mismatch => isCount ? mismatch is CountMismatch : mismatch is SizeMismatch,
            mismatch => mismatch is MissingBlock,
            mismatch => mismatch is UnexpectedBlock,
            mismatch => mismatch is KindMismatch,
        ];

    private static List<Mismatch> OfArray(
        ArrayType expected,
        DataType original,
        DataType actual,
        MismatchPath path
    )
    {
        var size = expected.Size ?? CollectionType.AnySize;
        switch (actual)
        {
            case TupleType tuple when !size.IsAssignable(tuple.Sizes):
                return [new SizeMismatch(path, size, tuple.Sizes)];
            case TupleType tuple:
                return
                [
                    .. tuple.Types.SelectMany(
                        (type, i) =>
                            expected.ElementType.IsAssignable(type)
                                ? []
                                : Describe(expected.ElementType, type, path.Then(PathKind.Index, i))
                    ),
                ];
            case ArrayType array when !size.IsAssignable(array.Size ?? CollectionType.AnySize):
                return [new SizeMismatch(path, size, array.Size ?? CollectionType.AnySize)];
            case ArrayType array:
                return [new KindMismatch(path, original, new ArrayType(array.ElementType))];
            default:
                return [new KindMismatch(path, original, actual)];
        }
    }

    private static List<Mismatch> OfHash(
        HashType expected,
        DataType original,
        DataType actual,
        MismatchPath path
    )
    {
        var size = expected.Size ?? CollectionType.AnySize;
        switch (actual)
        {
            case StructType @struct:
                var actualSize = SizeOf(@struct);
                return size.IsAssignable(actualSize)
                    ? [.. @struct.Elements.SelectMany(element => OfEntry(expected, element, path))]
                    : [new SizeMismatch(path, size, actualSize)];
            case HashType hash when !size.IsAssignable(hash.Size ?? CollectionType.AnySize):
                return [new SizeMismatch(path, size, hash.Size ?? CollectionType.AnySize)];
            case HashType hash:
                return [new KindMismatch(path, original, new HashType(hash.KeyType, hash.ValueType))];
            default:
                return [new KindMismatch(path, original, actual)];
        }
    }

    private static IEnumerable<Mismatch> OfEntry(HashType expected, StructElement element, MismatchPath path)
    {
        var keys = expected.KeyType.IsAssignable(element.KeyType)
            ? []
            : Describe(expected.KeyType, element.KeyType, path.Then(PathKind.EntryKey, element.Name));
        var values = expected.ValueType.IsAssignable(element.ValueType)
            ? []
            : Describe(expected.ValueType, element.ValueType, path.Then(PathKind.EntryValue, element.Name));
        return keys.Concat(values);
    }

    private static IntegerType SizeOf(StructType @struct) =>
        new(@struct.Elements.Count(element => !element.IsOptional), @struct.Elements.Length);

    private static List<Mismatch> OfStruct(
        StructType expected,
        DataType original,
        DataType actual,
        MismatchPath path
    )
    {
        switch (actual)
        {
            case StructType @struct:
                var unknown = @struct.Elements.Where(element => expected.Find(element.Name) is null);
                return
                [
                    .. expected.Elements.SelectMany(element =>
                        OfElement(element, @struct.Find(element.Name), path)
                    ),
                    .. unknown.Select(element => new ExtraneousKey(path, element.Name)),
                ];
            case HashType hash:
                var size = hash.Size ?? CollectionType.AnySize;
                return SizeOf(expected).IsAssignable(size)
                    ? [new KindMismatch(path, original, new HashType(hash.KeyType, hash.ValueType))]
                    : [new SizeMismatch(path, SizeOf(expected), size)];
            default:
                return [new KindMismatch(path, original, actual)];
        }
    }

    private static IEnumerable<Mismatch> OfElement(
        StructElement expected,
        StructElement? actual,
        MismatchPath path
    )
    {
        if (actual is null)
        {
            return expected.IsOptional ? [] : [new MissingKey(path, expected.Name)];
        }
        var keys = expected.KeyType.IsAssignable(actual.KeyType)
            ? []
            : Describe(expected.KeyType, actual.KeyType, path.Then(PathKind.EntryKey, expected.Name));
        var values = expected.ValueType.IsAssignable(actual.ValueType)
            ? []
            : Describe(expected.ValueType, actual.ValueType, path.Then(PathKind.EntryValue, expected.Name));
        return keys.Concat(values);
    }

    private static List<Mismatch> OfTuple(
        TupleType expected,
        DataType original,
        DataType actual,
        MismatchPath path,
        bool isCount
    )
    {
        if (expected.Equals(actual) || expected.Types.IsEmpty && actual is ArrayType)
        {
            return [];
        }
        var actualSize = actual switch
        {
            TupleType tuple => tuple.Sizes,
            ArrayType array => array.Size ?? CollectionType.AnySize,
            _ => null,
        };
        if (actualSize is null)
        {
            return [new KindMismatch(path, original, actual)];
        }
        if (!expected.Sizes.IsAssignable(actualSize))
        {
            return isCount
                ? [new CountMismatch(path, expected.Sizes, actualSize)]
                : [new SizeMismatch(path, expected.Sizes, actualSize)];
        }
        if (expected.Types.IsEmpty)
        {
            return [];
        }
        IEnumerable<(int Index, DataType Type)> pairs = actual is TupleType types
            ? types.Types.Select((type, i) => (Math.Min(i, expected.Types.Length - 1), type))
            : expected.Types.Select((_, i) => (i, ((ArrayType)actual).ElementType));
        return
        [
            .. pairs.SelectMany(pair =>
                Describe(expected.Types[pair.Index], pair.Type, path.Then(PathKind.Index, pair.Index))
            ),
        ];
    }

    private static List<Mismatch> OfCallable(
        CallableType expected,
        DataType original,
        DataType actual,
        MismatchPath path
    )
    {
        if (actual is not CallableType callable)
        {
            return [new KindMismatch(path, original, actual)];
        }
        if (expected.ParameterTypes is not null && callable.ParameterTypes is not null)
        {
            var wrong = OfTuple(
                expected.ParameterTypes,
                expected.ParameterTypes,
                callable.ParameterTypes,
                path,
                isCount: true
            );
            if (wrong.Count > 0)
            {
                return wrong;
            }
        }
        var (wanted, given) = (
            expected.ReturnType ?? AnyType.Default,
            callable.ReturnType ?? AnyType.Default
        );
        if (!wanted.IsAssignable(given))
        {
            return [new KindMismatch(path.Then(PathKind.Return, "return"), wanted, given)];
        }
        DataType ownBlock = expected.BlockType ?? UndefType.Default;
        DataType otherBlock = callable.BlockType ?? UndefType.Default;
        return otherBlock.IsAssignable(ownBlock)
            ? []
            : [new KindMismatch(path.Then(PathKind.Block, "block"), ownBlock, otherBlock)];
    }
}
