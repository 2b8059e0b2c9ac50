namespace Bunraku.Compiler.Tests;

/// <summary>One environment compiles for many nodes at once, and resolves its type aliases once.</summary>
public sealed class AliasResolutionTests
{
    private const int Rounds = 40;
    private const int Threads = 8;

    /// <summary>Aliases that mention each other in a circle, and as many again on the way to it.</summary>
    private static readonly string Code =
        string.Concat(
            Enumerable.Range(0, 40).Select(i => $"type T{i} = Variant[Integer, Array[T{(i + 1) % 40}]]\n")
        ) + "class c(T0 $a = 1, T20 $b = [[2]], T39 $c = [3]) {\n}\ninclude c\n";

    [Fact]
    public void Whoever_asks_first_finds_them_resolved()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var root = Path.Combine(Path.GetTempPath(), "bunraku-tests-no-such-folder");
            var environment = new PuppetEnvironment(new EnvironmentSource(root) { Code = Code });
            using var start = new Barrier(Threads);
            var messages = new string?[Threads];
            var threads = Enumerable
                .Range(0, Threads)
                .Select(i => new Thread(() =>
                {
                    start.SignalAndWait();
                    var result = CatalogCompiler.Compile(new(environment, "node"));
                    messages[i] = result.Catalog is null ? result.Diagnostics[^1].Message : null;
                }))
                .ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            Assert.All(messages, Assert.Null);
        }
    }
}
