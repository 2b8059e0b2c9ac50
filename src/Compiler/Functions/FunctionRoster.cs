using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bunraku.Compiler;

/// <summary>The native functions, by name and alias.</summary>
public static partial class FunctionRoster
{
    [Roster]
    public static partial ImmutableArray<Function> All { get; }

    private static readonly Lazy<FrozenDictionary<string, Function>> ByName = new(() =>
        All.SelectMany(function => function.Aliases.Prepend(function.Name).Select(name => (name, function)))
            .ToFrozenDictionary(pair => pair.name, pair => pair.function)
    );

    /// <summary>All names and aliases, for suggestions.</summary>
    public static IEnumerable<string> Names => ByName.Value.Keys;

    public static Function? Find(string name) => ByName.Value.GetValueOrDefault(name);
}
