using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>
/// <c>cases/roots</c>: what modules of the Forge make of a root, unmodified, held against what the reference
/// left and said there (<c>tests/reference/roots.rb --record</c>). Each case has an overlay of its own, in
/// namespaces that end with it.
/// </summary>
[Collection(Stories.Name)]
public sealed class RootCaseTests(DebianRoot root) : IClassFixture<DebianRoot>
{
    private static readonly string Script = Path.Combine(CaseFile.Root, "tests/reference/roots.rb");

    public static TheoryData<string> Cases => CaseFile.In("roots");

    [RootTheory]
    [MemberData(nameof(Cases))]
    public void A_module_leaves_what_it_leaves_with_the_reference(string name) => Check(name);

    [RootTheory]
    [MemberData(nameof(Cases))]
    public void The_Ruby_of_its_types_and_providers_leaves_the_same(string name) =>
        Check(name, "--ruby-providers");

    private void Check(string name, params string[] options)
    {
        string[] arguments =
        [
            Script,
            "--recorded",
            "--base",
            root.Folder,
            "--ours",
            Product.Folder,
            .. options,
        ];
        var outcome = RealProgram.Try("ruby", [.. arguments, Path.Combine(CaseFile.CasesRoot, name)]);
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Errors);
    }
}
