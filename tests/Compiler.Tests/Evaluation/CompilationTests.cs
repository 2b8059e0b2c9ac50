using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler.Tests;

/// <summary>
/// What holds of compiling as a whole: environments are used again and again, nodes are classified.
/// </summary>
public sealed class CompilationTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("environment-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void An_environment_compiles_the_same_catalog_again_and_again()
    {
        Write(
            "modules/web/manifests/init.pp",
            "class web($n = 2) { Integer[1, $n].each |$i| { web::site { \"s${i}\": } } }"
        );
        Write(
            "modules/web/manifests/site.pp",
            "define web::site { notify { \"${title} of ${module_name}\": } }"
        );
        Write("manifests/site.pp", "include web");
        var environment = new PuppetEnvironment(new EnvironmentSource(root));
        var expected = Titles(environment);

        var all = new string[40];
        Parallel.For(0, all.Length, i => all[i] = Titles(environment));

        Assert.Equal("Web::Site[s1] Web::Site[s2] Notify[s1 of web] Notify[s2 of web]", expected);
        Assert.All(all, titles => Assert.Equal(expected, titles));
    }

    [Fact]
    public void Manifests_in_a_directory_are_one_site_in_the_order_of_their_names()
    {
        Write("manifests/a.pp", "$first = 'set in a'");
        Write("manifests/sub/b.pp", "notify { $first: }");

        Assert.Equal("Notify[set in a]", Titles(new PuppetEnvironment(new EnvironmentSource(root))));
    }

    [Fact]
    public void The_configuration_of_an_environment_says_where_its_modules_and_manifest_are()
    {
        Write("environment.conf", "modulepath = site:vendor:$basemodulepath\nmanifest = main.pp\n");
        Write("main.pp", "include role, profile, base");
        Write("site/role/manifests/init.pp", "class role { }");
        Write("vendor/role/manifests/init.pp", "class role { fail('the first module path wins') }");
        Write("vendor/profile/manifests/init.pp", "class profile { }");
        Write("system/base/manifests/init.pp", "class base { }");
        var source = new EnvironmentSource(root) { BaseModulePath = [Path.Combine(root, "system")] };

        Assert.Equal("Class[Role] Class[Profile] Class[Base]", Titles(new PuppetEnvironment(source)));
    }

    [Theory]
    [InlineData("/bin/echo of $environment", "of production")]
    [InlineData("/bin/echo", "")]
    [InlineData("", "")]
    public void The_configuration_names_a_command_that_says_the_version(string command, string version)
    {
        Write("environment.conf", $"config_version = {command}\n");
        var environment = new PuppetEnvironment(new EnvironmentSource(root));

        var result = CatalogCompiler.Compile(new CompileRequest(environment, "n1"));

        Assert.Equal(version, result.Catalog!.Version);
    }

    [Fact]
    public void A_command_that_does_not_say_the_version_is_a_diagnostic()
    {
        Write("environment.conf", "config_version = scripts/missing\n");
        var environment = new PuppetEnvironment(new EnvironmentSource(root));

        var result = CatalogCompiler.Compile(new CompileRequest(environment, "n1"));

        Assert.Equal("version-failed", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void A_classified_node_gets_its_classes_parameters_and_variables()
    {
        Write(
            "manifests/site.pp",
            "class a { notify { \"a of ${team}\": } } class b($p) { notify { \"b ${p}\": } }"
        );
        var request = new CompileRequest(new PuppetEnvironment(new EnvironmentSource(root)), "n1")
        {
            Classes =
            [
                KeyValuePair.Create("a", HashValue.Empty),
                KeyValuePair.Create("b", HashValue.Of(("p", "given"))),
            ],
            Parameters = HashValue.Of(("team", "web")),
        };

        Assert.Equal(
            "Class[B] Class[A] Notify[b given] Notify[a of web]",
            Titles(CatalogCompiler.Compile(request))
        );
    }

    [Fact]
    public void What_one_node_exports_another_collects()
    {
        Write(
            "manifests/site.pp",
            """
            define note($text) { notify { "${name}: ${text}": } }
            node 'a' {
              @@notify { 'from a': tag => 'x' }
              @@note { 'of a': text => 'hi' }
              @@notify { 'never': }
              Notify <<| title == 'from b' |>>
            }
            node 'b' {
              @@notify { 'from b': }
              Notify <<| tag == 'x' |>> { message => 'told by b' }
              Note <<| |>>
            }
            """
        );
        var environment = new PuppetEnvironment(new EnvironmentSource(root));
        var a = CatalogCompiler.Compile(new CompileRequest(environment, "a") { Exported = [] });
        var b = CatalogCompiler.Compile(new CompileRequest(environment, "b") { Exported = a.Exported });
        var again = CatalogCompiler.Compile(new CompileRequest(environment, "a") { Exported = b.Exported });

        Assert.Equal("Node[a]", Titles(a));
        Assert.Equal(
            ["Notify[from a]", "Note[of a]", "Notify[never]"],
            a.Exported.Select(resource => resource.Reference.ToString())
        );
        Assert.Equal("Node[b] Notify[from a] Note[of a] Notify[of a: hi]", Titles(b));
        Assert.Equal("Node[a] Notify[from b]", Titles(again));
        var collected = b.Catalog!.Resources.Single(resource => resource.Title == "from a");
        Assert.Equal("told by b", collected.Parameters.Single(p => p.Key == "message").Value.ToString());
    }

    [Fact]
    public void A_resource_type_written_in_Ruby_is_known_by_its_attributes()
    {
        Write(
            "modules/m/lib/puppet/type/gadget.rb",
            "Puppet::Type.newtype(:gadget) do\n  ensurable\n  newparam(:label, namevar: true)\n  newproperty(:size)\nend\n"
        );
        Write("manifests/site.pp", "gadget { 'g': ensure => present, size => 5 }");
        var environment = new PuppetEnvironment(new EnvironmentSource(root));

        Assert.Equal("Gadget[g]", Titles(environment));
        var type = environment.FindResourceType("gadget")!;
        Assert.Equal("label", type.Namevar);
        Assert.Equal(["ensure", "label", "size"], type.Attributes.Select(attribute => attribute.Name));
    }

    [Fact]
    public void Functions_and_types_of_the_environment_itself_are_found_in_its_own_directories()
    {
        Write(
            "functions/environment/twice.pp",
            "function environment::twice(Environment::Small $n) { $n * 2 }"
        );
        Write("types/environment/small.pp", "type Environment::Small = Integer[0, 9]");
        Write("manifests/site.pp", "$n = environment::twice(4)\nnotify { \"n is ${n}\": }");

        Assert.Equal("Notify[n is 8]", Titles(new PuppetEnvironment(new EnvironmentSource(root))));
    }

    [Fact]
    public void Every_broken_manifest_of_the_site_is_told_at_once()
    {
        Write("manifests/a.pp", "notify { 'a' }");
        Write("manifests/b.pp", "$x = ");
        var environment = new PuppetEnvironment(new EnvironmentSource(root));
        var result = CatalogCompiler.Compile(new CompileRequest(environment, "n1"));

        Assert.Null(result.Catalog);
        Assert.Equal(
            ["a.pp", "b.pp"],
            result.Diagnostics.Select(d => Path.GetFileName(d.Primary!.Span.File.Path)).Distinct()
        );
    }

    private static string Titles(PuppetEnvironment environment) =>
        Titles(CatalogCompiler.Compile(new CompileRequest(environment, "web01.example.com")));

    private static string Titles(CompileResult result)
    {
        Assert.Empty(result.Diagnostics);
        var skipped = new[] { "main", "Settings", "Web" };
        return string.Join(
            ' ',
            result
                .Catalog!.Resources.Where(resource => !skipped.Contains(resource.Title))
                .Select(resource => resource.Reference.ToString())
        );
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
