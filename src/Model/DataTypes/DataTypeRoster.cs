using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>The data types of the language, by name.</summary>
public static partial class DataTypeRoster
{
    [Roster]
    public static partial ImmutableArray<DataType> All { get; }

    private static readonly Lazy<FrozenDictionary<string, DataType>> ByName = new(() =>
        All.Concat(BuiltInTypes.All)
            .Concat(Metamodel.All)
            .ToFrozenDictionary(type => type.Name, StringComparer.OrdinalIgnoreCase)
    );

    /// <summary>A type by its name in any case (<c>Integer</c>, <c>Data</c>), or null.</summary>
    public static DataType? Find(string name) => ByName.Value.GetValueOrDefault(name);
}
