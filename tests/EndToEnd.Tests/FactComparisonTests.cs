using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>
/// Debian's facter is asked beside us (<c>tests/reference/facts.rb</c>), wherever facts are found: what
/// differs changes by itself, or is decided.
/// </summary>
public sealed class FactComparisonTests : IDisposable
{
    private static readonly string Script = Path.Combine(CaseFile.Root, "tests/reference/facts.rb");

    private readonly Home home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void On_this_machine_the_facts_are_those_of_facter() =>
        Check(() => RealProgram.Try("ruby", [Script, "--ours", Path.Combine(Product.Folder, "bunraku")]));

    [RootFact]
    public void An_ordinary_user_finds_the_facts_that_facter_finds()
    {
        var tool = home.CopyOfTool();
        var script = home["tool/facts.rb"];
        File.Copy(Script, script);
        RealProgram.Run("chmod", "--recursive", "a+rX", home.Folder);
        string[] command = ["ruby", script, "--ours", Path.Combine(tool, "bunraku")];
        string[] user = ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "env", "HOME=/nonexistent"];
        Check(() => RealProgram.Try("setpriv", [.. user, .. command]));
    }

    /// <summary>
    /// A root without <c>/proc</c>, from inside, and from outside where facter is in it; and a container.
    /// </summary>
    [RootTheory]
    [InlineData("")]
    [InlineData("--outside")]
    [InlineData("--container")]
    public void In_a_root_the_facts_are_those_of_facter(string option) =>
        Check(() =>
            MachineCopy.Run(
                home,
                $"""
                for folder in proc dev sys; do umount --lazy "$home/root/$folder"; done
                ruby {Script} --ours {Path.Combine(Product.Folder, "bunraku")} --root "$home/root" {option}
                """
            )
        );

    /// <summary>
    /// Other tests bring interfaces and mounts while the two are asked in turn: what differs must differ
    /// again.
    /// </summary>
    private static void Check(Func<Outcome> compare)
    {
        var outcome = compare();
        for (var again = 0; again < 2 && outcome.ExitCode != 0; again++)
        {
            outcome = compare();
        }
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Errors);
        Assert.Contains(" 0 of them without a decision", outcome.Output, StringComparison.Ordinal);
    }
}
