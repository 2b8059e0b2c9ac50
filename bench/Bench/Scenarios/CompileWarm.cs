using System.Globalization;
using Bunraku.Compiler;
using Bunraku.Text;

namespace Bunraku.Bench;

/// <summary>Catalogs one after the other in a process that has read its environment, on one thread.</summary>
internal sealed class CompileWarm(string site)
    : Scenario(
        $"warm-{site}",
        string.Create(CultureInfo.InvariantCulture, $"compile `bench/{site}.pp` {Count} times")
    )
{
    private const int Count = 10;

    /// <summary>
    /// So many catalogs before anything is measured: the compiler at run time has done its work then.
    /// </summary>
    private const int Before = 300;

    public override Contestants Prepare(string folder)
    {
        var manifest = File.ReadAllText(Path.Combine(Programs.Root, "bench", site + ".pp"));
        var one = CompileSite.WriteCase(folder, manifest);
        var cases = Path.Combine(folder, "cases.jsonl");
        File.WriteAllText(cases, string.Concat(Enumerable.Repeat(File.ReadAllText(one), Count)));
        var request = Request(folder, one);
        Compile(request, Before);
        return new(
            new Contestant(
                $"{Count} catalogs by the reference's compiler in one process, its start included",
                CompileSite.Reference(cases)
            ),
            new Contestant($"{Count} catalogs in a warm process", () => Compile(request, Count)),
            new Contestant("`bunraku --version`", Programs.Bunraku(folder, "--version"))
        );
    }

    private static CompileRequest Request(string folder, string path)
    {
        var text = File.ReadAllText(path);
        var one = OutcomeCaseReader.ReadLine(new SourceFile(path, text), 0, text.Length);
        var root = Path.Combine(folder, "environment");
        Directory.CreateDirectory(root);
        var source = new EnvironmentSource(root)
        {
            Strict = one.Settings.Strict,
            Code = one.Manifest,
            BaseModulePath = one.ModulePath,
        };
        return new(new PuppetEnvironment(source), one.Node) { Facts = one.Facts!, Settings = one.Settings };
    }

    private static void Compile(CompileRequest request, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var result = CatalogCompiler.Compile(request);
            if (result.Catalog is null)
            {
                throw new InvalidOperationException(result.Diagnostics[^1].Message);
            }
        }
    }
}
