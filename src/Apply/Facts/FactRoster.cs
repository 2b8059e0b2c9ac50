using System.Collections;
using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The fact resolvers.</summary>
public static partial class FactRoster
{
    private const string EnvironmentPrefix = "FACTER";

    [Roster]
    public static partial ImmutableArray<FactResolver> All { get; }

    /// <summary>
    /// The facts of a host, all found: resolved, the older flat names that follow from them, and those given
    /// from outside, which win. An image has only the facts its files tell.
    /// </summary>
    public static HashValue Resolve(Host host, HashValue given) =>
        new FactCollection(host, new FactSources { Given = given, WithPuppet = true }).All();

    /// <summary>
    /// Facts from variables such as <c>FACTER_role</c> or <c>FACTERrole</c>: lower case names, texts.
    /// </summary>
    public static HashValue FromEnvironment() =>
        HashValue.Of(
            Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .Select(entry => (Name: NameOf((string)entry.Key), Value: (string?)entry.Value ?? ""))
                .Where(entry => entry.Name is not null)
                .OrderBy(entry => entry.Name, StringComparer.Ordinal)
                .Select(entry => KeyValuePair.Create<Value, Value>(entry.Name!, entry.Value))
        );

    /// <summary><c>FACTERLIB</c> is a path, no fact.</summary>
    private static string? NameOf(string variable)
    {
        if (
            !variable.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase)
            || variable.Equals("FACTERLIB", StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }
        var name = variable[EnvironmentPrefix.Length..].ToLowerInvariant();
        name = name.StartsWith('_') ? name[1..] : name;
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? name : null;
    }
}
