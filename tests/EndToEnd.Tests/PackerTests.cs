using System.Globalization;
using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>Debian's packer provisions through a link named <c>puppet</c>, with a template of old.</summary>
public sealed class PackerTests : IDisposable
{
    private readonly Home home = new();

    public void Dispose() => home.Dispose();

    [RootFact]
    public void A_machine_is_provisioned_by_an_unchanged_template()
    {
        Directory.CreateDirectory(home["bin"]);
        File.CreateSymbolicLink(home["bin/puppet"], Path.Combine(Product.Folder, "bunraku"));
        using var server = new SshServer(home["bin"]);
        Directory.CreateDirectory(home["modules/web/manifests"]);
        Directory.CreateDirectory(home["data"]);
        File.WriteAllText(
            home["modules/web/manifests/init.pp"],
            $$"""
            class web($page) { file { '{{home["page"]}}': content => "${page} for ${facts['role']}\n" } }
            """
        );
        File.WriteAllText(home["site.pp"], "include web\n");
        File.WriteAllText(home["data/common.yaml"], "web::page: hello\n");
        File.WriteAllText(
            home["hiera.yaml"],
            $":backends: [yaml]\n:hierarchy: [common]\n:yaml:\n  :datadir: {home["data"]}\n"
        );
        // What runs leave goes where the machine's own settings say.
        Directory.CreateDirectory(home["confdir"]);
        File.WriteAllText(
            home["confdir/puppet.conf"],
            $"[main]\nvardir = {home["var"]}\npublicdir = {home["var"]}\n"
        );
        File.WriteAllText(home["template.json"], Template(server));
        Assert.Contains("Running Puppet", Build(), StringComparison.Ordinal);
        Assert.Equal("hello for web\n", File.ReadAllText(home["page"]));
        Assert.True(File.Exists(home["var/state/last_run_report.yaml"]));
        Build();
    }

    /// <summary>
    /// A template's own command line, with the folder of manifests that Puppet 3 had: changes are a success,
    /// failures are not but where they are passed over, and what was sent is taken away.
    /// </summary>
    [RootTheory]
    [InlineData("'/bin/true': unless => '/bin/true'", false, 0)]
    [InlineData("'/bin/true':", false, 0)]
    [InlineData("'/bin/false':", false, 1)]
    [InlineData("'/bin/false':", true, 0)]
    public void A_command_line_of_the_template_is_understood(string exec, bool isIgnored, int exitCode)
    {
        Directory.CreateDirectory(home["bin"]);
        File.CreateSymbolicLink(home["bin/puppet"], Path.Combine(Product.Folder, "bunraku"));
        using var server = new SshServer(home["bin"]);
        Directory.CreateDirectory(home["manifests"]);
        Directory.CreateDirectory(home["modules"]);
        File.WriteAllText(home["manifests/site.pp"], $"exec {{ {exec} }}\n");
        File.WriteAllText(home["template.json"], OwnCommand(server, isIgnored));
        var outcome = RealProgram.Try("packer", ["build", home["template.json"]], Variables);
        Assert.True(outcome.ExitCode == exitCode, outcome.Output + outcome.Errors);
        Assert.Contains("Running Puppet", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(exitCode != 0, Directory.Exists(home["staging"]));
    }

    private const string Command =
        "cd {{.WorkingDir}} && {{.FacterVars}} {{.PuppetBinDir}}/puppet apply --verbose "
        + "--modulepath='{{.ModulePath}}' {{if ne .HieraConfigPath \\\"\\\"}}"
        + "--hiera_config='{{.HieraConfigPath}}' {{end}}--manifestdir='{{.ManifestDir}}' "
        + "--detailed-exitcodes {{.ExtraArguments}} {{.ManifestFile}}";

    private Dictionary<string, string> Variables =>
        new()
        {
            ["CHECKPOINT_DISABLE"] = "1",
            ["PACKER_CONFIG_DIR"] = home["packer"],
            ["PACKER_CACHE_DIR"] = home["packer"],
            ["HOME"] = home.Folder,
        };

    private string OwnCommand(SshServer server, bool isIgnored) =>
        """
            {
              "builders": [{
                "type": "null",
                "ssh_host": "127.0.0.1",
                "ssh_port": PORT,
                "ssh_username": "root",
                "ssh_private_key_file": "HOME_KEY"
              }],
              "provisioners": [{
                "type": "puppet-masterless",
                "manifest_file": "HOME/manifests/site.pp",
                "manifest_dir": "HOME/manifests",
                "module_paths": ["HOME/modules"],
                "staging_directory": "HOME/staging",
                "clean_staging_directory": true,
            "prevent_sudo": true,
                "ignore_exit_codes": IGNORED,
                "puppet_bin_dir": "HOME/bin",
                "working_directory": "HOME/manifests",
                "extra_arguments": ["--vardir", "HOME/var", "--publicdir", "HOME/var"],
                "execute_command": "COMMAND"
              }]
            }
            """.Replace("COMMAND", Command, StringComparison.Ordinal).Replace(
            "PORT",
            server.Port.ToString(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        ).Replace("IGNORED", isIgnored ? "true" : "false", StringComparison.Ordinal).Replace(
            "HOME_KEY",
            server["user"],
            StringComparison.Ordinal
        ).Replace("HOME", home.Folder, StringComparison.Ordinal);

    private string Build() =>
        RealProgram.Try("packer", ["build", home["template.json"]], Variables).Succeeded;

    private string Template(SshServer server) =>
        $$"""
            {
              "builders": [{
                "type": "null",
                "ssh_host": "127.0.0.1",
                "ssh_port": {{server.Port}},
                "ssh_username": "root",
                "ssh_private_key_file": "{{server["user"]}}"
              }],
              "provisioners": [{
                "type": "puppet-masterless",
                "manifest_file": "{{home["site.pp"]}}",
                "module_paths": ["{{home["modules"]}}"],
                "hiera_config_path": "{{home["hiera.yaml"]}}",
                "facter": { "role": "web" },
                "staging_directory": "{{home["staging"]}}",
                "extra_arguments": ["--confdir", "{{home["confdir"]}}"],
                "prevent_sudo": true
              }]
            }
            """;
}
