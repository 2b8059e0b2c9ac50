using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>Types and providers of a site's modules, in Ruby, take part in building an image.</summary>
[Collection(Stories.Name)]
public sealed class ModuleTypeTests(Website website)
{
    private const string Type = """
        Puppet::Type.newtype(:scene) do
          ensurable
          newparam(:name, namevar: true)
          newproperty(:light)
        end
        """;

    private Home Home => website.Home;

    [RootFact]
    public void A_type_of_a_module_writes_files_and_runs_programs_inside_the_image()
    {
        var site = Home.Site("modules/scene", "scene { 'first': ensure => present, light => 'blue' }\n");
        File.AppendAllText(Path.Combine(site, "bunraku.yaml"), "modules: modules\n");
        Write(site, "type/scene.rb", Type);
        Write(site, "provider/scene/ruby.rb", Provider("light"));
        Home.Build(site);
        Assert.Equal("light blue\n", Home.Run("shell", "modules/scene", "cat", "/etc/scene-first"));
        var first = Home.DigestOf("modules/scene");

        Home.Build(site);
        Assert.Equal(first, Home.DigestOf("modules/scene"));

        // Other code of the module makes another layer.
        Write(site, "provider/scene/ruby.rb", Provider("lamp"));
        Home.Build(site);
        Assert.Equal("lamp blue\n", Home.Run("shell", "modules/scene", "cat", "/etc/scene-first"));
    }

    [RootFact]
    public void A_provider_that_raises_is_told_with_both_places()
    {
        var site = Home.Site("modules/raises", "scene { 'last': ensure => present }\n");
        File.AppendAllText(Path.Combine(site, "bunraku.yaml"), "modules: modules\n");
        Write(site, "type/scene.rb", Type);
        Write(
            site,
            "provider/scene/ruby.rb",
            """
            Puppet::Type.type(:scene).provide(:ruby) do
              def exists?
                raise Puppet::Error, 'the curtain is stuck'
              end
            end
            """
        );
        Home.Try("build", site)
            .ExpectFailure("resource-failed", "the curtain is stuck", "site.pp:1", "ruby.rb:3");
        Assert.Null(Home.DigestOf("modules/raises"));
    }

    private static string Provider(string word) =>
        $$"""
            Puppet::Type.type(:scene).provide(:ruby) do
              commands sh: '/bin/sh'
              mk_resource_methods
              def path
                "/etc/scene-#{resource[:name]}"
              end
              def exists?
                File.exist?(path)
              end
              def create
                sh('-c', "printf '{{word}} ' > #{path}")
                File.open(path, 'a') { |file| file.puts(resource[:light]) }
              end
              def light
                File.read(path).split.last
              end
            end
            """;

    private static void Write(string site, string name, string text)
    {
        var path = Path.Combine(site, "modules/stage/lib/puppet", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text + "\n");
    }
}
