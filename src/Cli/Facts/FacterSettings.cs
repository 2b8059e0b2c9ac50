using System.Collections.Immutable;
using Bunraku.Apply;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>What <c>facter.conf</c> says: folders of facts, and facts that shall not be found.</summary>
internal sealed record FacterSettings
{
    public const string DefaultPath = "/etc/facter/facter.conf";

    public ImmutableArray<string> ExternalFolders { get; private init; } = [];

    public ImmutableArray<string> CustomFolders { get; private init; } = [];

    public bool NoExternalFacts { get; private init; }

    public bool NoCustomFacts { get; private init; }

    /// <summary>The names of facts, with those of the groups that are named.</summary>
    public ImmutableHashSet<string> Blocked { get; private init; } = [];

    /// <summary>
    /// The groups that can be blocked: facter's, and those that the file adds or redefines.
    /// </summary>
    public ImmutableArray<(string Name, ImmutableArray<string> Facts)> Groups { get; private init; } =
        FactGroups.All;

    /// <summary>The settings of a file; a file that is not there, or not HOCON, says nothing.</summary>
    public static (FacterSettings Settings, ImmutableArray<Diagnostic> Problems) Read(string path)
    {
        if (!File.Exists(path))
        {
            return (new(), []);
        }
        var read = HoconReader.Read(
            new SourceFile(path, File.ReadAllText(path)),
            Environment.GetEnvironmentVariable
        );
        if (read.Tree is null || ValueTree.ToValue(read.Tree) is not HashValue hash)
        {
            return (new(), read.Diagnostics);
        }
        var facts = new Facts("", hash);
        var groups = Merged(facts.Find("fact-groups"));
        return (
            new()
            {
                ExternalFolders = Texts(facts.Find("global.external-dir")),
                CustomFolders = Texts(facts.Find("global.custom-dir")),
                NoExternalFacts = IsTrue(facts.Find("global.no-external-facts")),
                NoCustomFacts =
                    IsTrue(facts.Find("global.no-custom-facts")) || IsTrue(facts.Find("global.no-ruby")),
                Groups = groups,
                Blocked = FactGroups.Expand(Texts(facts.Find("facts.blocklist")), groups),
            },
            read.Diagnostics
        );
    }

    private static ImmutableArray<(string Name, ImmutableArray<string> Facts)> Merged(Value? own)
    {
        var groups = FactGroups.All.ToDictionary(group => group.Name, group => group.Facts);
        var order = FactGroups.All.Select(group => group.Name).ToList();
        foreach (var (key, facts) in own is HashValue hash ? hash.Pairs : [])
        {
            var name = key.ToString();
            if (!groups.ContainsKey(name))
            {
                order.Add(name);
            }
            groups[name] = Texts(facts);
        }
        return [.. order.Select(name => (name, groups[name]))];
    }

    private static bool IsTrue(Value? value) => value is BooleanValue { IsTrue: true };

    private static ImmutableArray<string> Texts(Value? value) =>
        value switch
        {
            null or UndefValue => [],
            ArrayValue list => [.. list.Items.Select(item => item.ToString())],
            _ => [value.ToString()],
        };
}
