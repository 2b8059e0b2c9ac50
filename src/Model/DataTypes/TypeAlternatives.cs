namespace Bunraku.Model;

/// <summary>
/// The types that a value may have to be of a type that leads back to itself: what aliases, variants and
/// <c>Init</c> stand for, each once. None of them asks the same of the same value again.
/// </summary>
internal static class TypeAlternatives
{
    public static IEnumerable<DataType> Of(DataType type) =>
        Of(type, new HashSet<DataType>(ReferenceEqualityComparer.Instance));

    private static IEnumerable<DataType> Of(DataType type, HashSet<DataType> seen) =>
        type switch
        {
            TypeAliasType alias => seen.Add(alias) ? Of(alias.Resolved, seen) : [],
            VariantType { Types.IsEmpty: false } variant => variant.Types.SelectMany(one => Of(one, seen)),
            OptionalType { Type: { } inner } => Of(inner, seen).Prepend(UndefType.Default),
            InitType { Type: not null } init => seen.Add(init)
                ? init.Alternatives.SelectMany(one => Of(one, seen))
                : [],
            _ => [type],
        };
}
