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
        var variables = new Dictionary<string, string>
        {
            ["CHECKPOINT_DISABLE"] = "1",
            ["PACKER_CONFIG_DIR"] = home["packer"],
            ["PACKER_CACHE_DIR"] = home["packer"],
            ["HOME"] = home.Folder,
        };
        Assert.Contains("Running Puppet", Build(variables), StringComparison.Ordinal);
        Assert.Equal("hello for web\n", File.ReadAllText(home["page"]));
        Assert.True(File.Exists(home["var/state/last_run_report.yaml"]));
        Build(variables);
    }

    private string Build(Dictionary<string, string> variables) =>
        RealProgram.Try("packer", ["build", home["template.json"]], variables).Succeeded;

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
