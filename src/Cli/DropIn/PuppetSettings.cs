using System.Globalization;
using System.Text;
using Bunraku.Apply;
using Bunraku.Model;

namespace Bunraku.Cli;

/// <summary>
/// The reference's settings: said on the command line, in <c>puppet.conf</c>, or nowhere.
/// </summary>
internal sealed class PuppetSettings
{
    private const int MostReferences = 20;
    private readonly Dictionary<string, string> defaults = [];
    private readonly Dictionary<string, char> kinds = [];
    private readonly Dictionary<string, string> given = [];
    private PuppetConfiguration? configuration;

    public PuppetSettings()
    {
        foreach (var line in SettingTable.Text.Split('\n'))
        {
            var equals = line.IndexOf(" = ", StringComparison.Ordinal);
            var name = equals < 0 ? line : line[..equals];
            if (name[^1] is '?' or '/' or '+')
            {
                kinds[name[..^1]] = name[^1];
                name = name[..^1];
            }
            defaults[name] = equals < 0 ? "" : line[(equals + 3)..];
        }
        foreach (var (name, value) in OfThisAccount())
        {
            defaults[name] = value;
        }
        defaults["modulepath"] = "$environmentpath/$environment/modules:$basemodulepath";
    }

    /// <summary>In the order of the alphabet.</summary>
    public IEnumerable<string> Names => defaults.Keys.Order(StringComparer.Ordinal);

    /// <summary>Sections of <c>puppet.conf</c> that count, the first before the others.</summary>
    public IReadOnlyList<string> Sections { get; set; } = ["user", "main"];

    public PuppetConfiguration Configuration =>
        configuration ??= PuppetConfiguration.Read(
            Interpolated(given.GetValueOrDefault("config") ?? defaults["config"])
        );

    /// <summary>
    /// The value in force as the reference prints it: paths without detours, times in seconds, and nothing
    /// for what is no setting of its own.
    /// </summary>
    public string Printed(string name)
    {
        var value = Has(name) ? this[name] : "";
        return (value.Length == 0 ? ' ' : kinds.GetValueOrDefault(name)) switch
        {
            '/' => string.Join(':', value.Split(':').Select(FullPath)),
            '+' when value is not "unlimited" && PuppetDuration.Parse(value) is { } time && value != "0" =>
                time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),
            _ => value,
        };
    }

    private static string FullPath(string path) =>
        path is "" or "true" or "false" ? path : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    public bool Has(string name) => defaults.ContainsKey(name);

    public bool IsSwitch(string name) => kinds.GetValueOrDefault(name) == '?';

    /// <summary>Takes a setting from the command line.</summary>
    public void Give(string name, string value) => given[name] = value;

    /// <summary>The value in force, settings in it replaced; empty for one that is nowhere.</summary>
    public string this[string name] =>
        Interpolated(
            given.GetValueOrDefault(name) ?? Configured(name) ?? defaults.GetValueOrDefault(name) ?? ""
        );

    /// <summary>The value somebody set; null when it is the default.</summary>
    public string? Set(string name) =>
        (given.GetValueOrDefault(name) ?? Configured(name)) is { } value ? Interpolated(value) : null;

    public bool IsOn(string name) => this[name] is "true" or "yes" or "on";

    private string? Configured(string name) =>
        name is "config" or "confdir" or "config_file_name"
            ? null
            : Sections
                .Select(section => Configuration.Find(section, name))
                .FirstOrDefault(v => v is not null);

    private string Interpolated(string text, int depth = 0)
    {
        if (depth > MostReferences || !text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$')
            {
                result.Append(text[i]);
                continue;
            }
            var isBraced = i + 1 < text.Length && text[i + 1] == '{';
            var start = i + (isBraced ? 2 : 1);
            var end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }
            var name = text[start..end];
            var value = given.GetValueOrDefault(name) ?? Configured(name) ?? defaults.GetValueOrDefault(name);
            result.Append(value is null ? text[i..end] : Interpolated(value, depth + 1));
            i = end - 1 + (isBraced && end < text.Length ? 1 : 0);
        }
        return result.ToString();
    }

    /// <summary>
    /// Where things are for root, and for others: as Debian's packages have it, or Puppet's own.
    /// </summary>
    private static IEnumerable<(string Name, string Value)> OfThisAccount()
    {
        var isRoot = Environment.IsPrivilegedProcess;
        var isVendor = isRoot && !Directory.Exists("/etc/puppet") && Directory.Exists("/etc/puppetlabs");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string Of(string debian, string vendor, string user) =>
            isVendor ? vendor
            : isRoot ? debian
            : Path.Combine(home, ".puppet", user);
        yield return ("confdir", Of("/etc/puppet", "/etc/puppetlabs/puppet", "etc"));
        yield return ("codedir", Of("/etc/puppet/code", "/etc/puppetlabs/code", "code"));
        yield return ("vardir", Of("/var/cache/puppet", "/opt/puppetlabs/puppet/cache", "cache"));
        yield return (
            "publicdir",
            Of("/var/cache/puppet/public", "/opt/puppetlabs/puppet/public", "cache/public")
        );
        yield return ("logdir", Of("/var/log/puppet", "/var/log/puppetlabs/puppet", "var/log"));
        yield return ("rundir", Of("/run/puppet", "/var/run/puppetlabs", "var/run"));
        yield return ("ssldir", isRoot && !isVendor ? "/var/lib/puppet/ssl" : "$confdir/ssl");
        yield return ("certname", HostName());
    }

    private static string HostName()
    {
        using var host = new LiveHost(FileSources.None, request => ProcessRunner.Run(request));
        var networking = FactRoster.All.First(fact => fact.Name == "networking").Resolve(host);
        var name = (networking as Model.HashValue)?.Find("fqdn")?.ToString() ?? Environment.MachineName;
        return name.ToLowerInvariant();
    }
}
