using System.Collections.Immutable;

namespace Bunraku.Cli;

/// <summary>Where facts lie when nobody says: the reference's folders, and those of modules.</summary>
internal static class FactFolders
{
    /// <summary>Folders of modules that Puppet looks into by itself.</summary>
    public static ImmutableArray<string> Modules { get; } =
    [
        "/etc/puppet/code/environments/production/modules",
        "/etc/puppet/code/modules",
        "/etc/puppetlabs/code/environments/production/modules",
        "/etc/puppetlabs/code/modules",
        "/usr/share/puppet/modules",
        "/opt/puppetlabs/puppet/modules",
    ];

    /// <summary>Folders of external facts, root's or the user's own.</summary>
    public static ImmutableArray<string> External =>
        Environment.IsPrivilegedProcess
            ? ["/etc/facter/facts.d", "/etc/puppetlabs/facter/facts.d", "/opt/puppetlabs/facter/facts.d"]
        : Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home
            ? [$"{home}/.facter/facts.d", $"{home}/.puppetlabs/opt/facter/facts.d"]
        : [];

    /// <summary>Folders of Ruby files that <c>FACTERLIB</c> names.</summary>
    public static ImmutableArray<string> OfEnvironment =>
        [
            .. (Environment.GetEnvironmentVariable("FACTERLIB") ?? "").Split(
                ':',
                StringSplitOptions.RemoveEmptyEntries
            ),
        ];

    /// <summary>The modules in folders of modules, the first of each name.</summary>
    public static IEnumerable<string> ModulesIn(IEnumerable<string> path) =>
        path.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            .DistinctBy(Path.GetFileName);
}
