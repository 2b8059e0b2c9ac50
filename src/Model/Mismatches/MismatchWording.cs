using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// How two types are named in a sentence: in full when their names alone would not tell them apart.
/// </summary>
internal static class MismatchWording
{
    public static string OfKind(DataType expected, DataType actual)
    {
        var isOptional = expected is OptionalType;
        var single = expected is OptionalType { Type: { } inner } ? inner : expected;
        var isVariant = single is VariantType;
        ImmutableArray<DataType> alternatives = single is VariantType variant ? variant.Types : [single];
        List<string> names;
        string got;
        if (NeedsDetail(alternatives, actual))
        {
            got = Detailed(alternatives, actual);
            names = [.. alternatives.Select(type => type.ToExpandedString())];
        }
        else
        {
            got = ShortName(actual);
            names =
            [
                .. isVariant ? alternatives.Select(ShortName).Distinct() : alternatives.Select(ShortName),
            ];
        }
        if (isOptional)
        {
            names.Insert(0, "Undef");
        }
        return names.Count == 1
            ? $"expects {Article.With(names[0])} value, got {got}"
            : $"expects a value of type {Join(names)}, got {got}";
    }

    public static string OfPattern(DataType expected, DataType actual)
    {
        var prefix = expected is OptionalType ? "an undef value or " : "";
        var wanted = expected is OptionalType { Type: { } inner } ? inner : expected;
        var got = actual is StringType { Value: { } text } ? $"'{text}'" : ShortName(actual);
        return $"expects {prefix}a match for {wanted.ToExpandedString()}, got {got}";
    }

    private static string Join(List<string> names) =>
        names.Count == 2
            ? $"{names[0]} or {names[1]}"
            : $"{string.Join(", ", names.Take(names.Count - 1))}, or {names[^1]}";

    private static string ShortName(DataType type)
    {
        var contained = type switch
        {
            TypeType t => t.Type,
            NotUndefType t => t.Type,
            OptionalType t => t.Type,
            IterableType t => t.Type,
            IteratorType t => t.Type,
            SensitiveType t => t.Type,
            InitType t => t.Type,
            _ => null,
        };
        return contained is null or AnyType ? type.Name : $"{type.Name}[{contained.Name}]";
    }

    private static bool NeedsDetail(ImmutableArray<DataType> expected, DataType actual) =>
        expected.Any(type => IsAlwaysDetailed(type, actual) || Unparametrized(type).IsAssignable(actual));

    private static bool IsAlwaysDetailed(DataType expected, DataType actual) =>
        expected.GetType() == actual.GetType()
        || expected is TypeAliasType
        || actual is TypeAliasType
        || (expected, actual) is (StructType, HashType) or (TupleType, ArrayType);

    private static string Detailed(ImmutableArray<DataType> expected, DataType actual)
    {
        ImmutableArray<DataType> resolved = [.. expected.Select(Resolve)];
        var isDetailed =
            resolved.Any(type => IsAlwaysDetailed(type, actual))
            || resolved.Any(type => type.IsAssignable(actual.Generalize()));
        return isDetailed ? actual.ToExpandedString() : actual.Name;
    }

    private static DataType Resolve(DataType type) =>
        type is TypeAliasType alias ? Resolve(alias.Resolved) : type;

    /// <summary>The type of the same class without parameters.</summary>
    private static DataType Unparametrized(DataType type) =>
        Resolve(type) switch
        {
            ObjectType => ObjectType.Default,
            UnitType => UnitType.Default,
            TypeReferenceType reference => reference,
            var resolved => DataTypeRoster.Find(resolved.Name) ?? resolved,
        };
}
