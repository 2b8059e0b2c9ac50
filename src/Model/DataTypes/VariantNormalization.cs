using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// Makes one type of several when messages name them: enums, patterns and ranges merged, undef drawn out.
/// </summary>
internal static class VariantNormalization
{
    public static DataType Normalize(ImmutableArray<DataType> variants)
    {
        var types = variants.Select(type => type.Normalize()).ToList();
        if (types.Count == 1)
        {
            return types[0];
        }
        if (types.Exists(type => type is UndefType or OptionalType))
        {
            var others = types.Where(type => type is not UndefType);
            var inner = VariantType.Of(
                others.Select(type => type is OptionalType optional ? optional.Type ?? AnyType.Default : type)
            );
            return new OptionalType(inner).Normalize();
        }
        var isChanged = !types.SequenceEqual(variants, ReferenceEqualityComparer.Instance);
        types = [.. types.SelectMany(VariantType.Flatten)];
        var count = types.Count;
        types = Merge<NotUndefType>(types, _ => true, MergeNotUndef);
        types = Merge<DataType>(types, IsLiteral, all => new EnumType(all.SelectMany(Literals)));
        types = Merge<EnumType>(
            types,
            type => type is { IsCaseInsensitive: true, Values.IsEmpty: false },
            all => new EnumType(all.SelectMany(type => type.Values).Select(v => v.ToLowerInvariant()), true)
        );
        types = Merge<PatternType>(
            types,
            _ => true,
            all => new PatternType(all.SelectMany(type => type.Patterns))
        );
        types = MergeVersions(types);
        types = MergeRanges<IntegerType>(types, (a, b) => a.Merge(b));
        types = MergeRanges<FloatType>(types, (a, b) => a.Merge(b));
        types = MergeRanges<TimespanType>(types, (a, b) => a.Merge(b));
        types = MergeRanges<TimestampType>(types, (a, b) => a.Merge(b));
        return isChanged || types.Count != count ? VariantType.Of(types) : new VariantType(variants);
    }

    /// <summary>One version type with the ranges of all, which goes first.</summary>
    private static List<DataType> MergeVersions(List<DataType> types)
    {
        var versions = types.OfType<SemVerType>().ToList();
        return versions.Count < 2
            ? types
            :
            [
                new SemVerType([.. versions.SelectMany(type => type.Ranges)]),
                .. types.Where(type => type is not SemVerType),
            ];
    }

    private static NotUndefType MergeNotUndef(List<NotUndefType> all) =>
        new(VariantType.Of(all.Select(type => type.Type ?? AnyType.Default)).Normalize());

    private static bool IsLiteral(DataType type) =>
        type
            is StringType { Value: not null }
                or EnumType { IsCaseInsensitive: false, Values.IsEmpty: false };

    private static IEnumerable<string> Literals(DataType type) =>
        type is EnumType @enum ? @enum.Values : [((StringType)type).Value!];

    /// <summary>Replaces several types of a kind by one, which goes last.</summary>
    private static List<DataType> Merge<T>(
        List<DataType> types,
        Func<T, bool> isOne,
        Func<List<T>, DataType> merge
    )
        where T : DataType
    {
        var kind = types.OfType<T>().Where(isOne).ToList();
        return kind.Count < 2
            ? types
            : [.. types.Except(kind, ReferenceEqualityComparer.Instance).Cast<DataType>(), merge(kind)];
    }

    /// <summary>Replaces ranges that touch by their union; the ranges go first.</summary>
    private static List<DataType> MergeRanges<T>(List<DataType> types, Func<T, T, T?> merge)
        where T : DataType
    {
        var ranges = types.OfType<T>().ToList();
        if (ranges.Count < 2)
        {
            return types;
        }
        var result = new List<DataType>();
        while (ranges.Count > 0)
        {
            var merged = ranges[^1];
            ranges.RemoveAt(ranges.Count - 1);
            var apart = new List<T>();
            foreach (var range in ranges)
            {
                if (merge(merged, range) is { } union)
                {
                    merged = union;
                }
                else
                {
                    apart.Add(range);
                }
            }
            result.Add(merged);
            ranges = apart;
        }
        return [.. result, .. types.Where(type => type is not T)];
    }
}
