using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Compiler.Tests;

/// <summary>
/// What a server relies on: an environment that is compiled again and again keeps nothing of its catalogs.
/// Told apart from all other tests, for memory is the process's.
/// </summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryTests : IDisposable
{
    private const string Name = "memory";
    private const long Slack = 1 << 20;

    private const string Manifest = """
        class web($n) {
          Integer[1, $n].each |$i| {
            file { "/srv/${facts['id']}-${i}": content => inline_epp('<%= $i * 2 %>', i => $i) }
          }
          notify { inline_template('<%= @facts["id"] %> in <%= [1, 2].join("-") %>'): }
        }
        class { 'web': n => lookup('n', default_value => 20) }
        $text = "${facts['id']}" ? { /^n(\d+)$/ => "number ${1}", default => 'none' }
        notify { $text: tag => "of-${facts['id']}" }
        """;

    private readonly string root = Directory.CreateTempSubdirectory("environment-").FullName;
    private readonly PuppetEnvironment environment;

    public MemoryTests() =>
        environment = new PuppetEnvironment(new EnvironmentSource(root) { Code = Manifest });

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Ten_times_as_many_catalogs_need_no_more_memory()
    {
        var some = MemoryAfter(0, 200);
        var many = MemoryAfter(200, 2000);
        Assert.InRange(many - some, long.MinValue, Slack);
    }

    private long MemoryAfter(int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"n{i}");
            var request = new CompileRequest(environment, name) { Facts = HashValue.Of(("id", name)) };
            Assert.NotNull(CatalogCompiler.Compile(request).Catalog);
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
