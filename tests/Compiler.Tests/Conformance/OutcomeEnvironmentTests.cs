namespace Bunraku.Compiler.Tests;

/// <summary>What is kept from one case for the next shows in none of them.</summary>
public sealed class OutcomeEnvironmentTests : IDisposable
{
    private readonly string scratch = Directory.CreateTempSubdirectory("outcome-").FullName;

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    [Fact]
    public void Cases_that_share_an_environment_come_out_as_alone()
    {
        var first = new OutcomeCase("first")
        {
            Manifest = """
                notify { "of ${trusted['certname']}": message => inline_template('<%= @x ||= 0; @x += 1 %>') }
                notice(defined(Class['a']), $seen)
                class a($p = lookup('k', undef, undef, 'none')) { notice($p) }
                include a
                $seen = 1
                """,
        };
        var other = first with { Manifest = "notice(1)" };
        OutcomeCase[] cases =
        [
            first,
            first with
            {
                Id = "second",
                Node = "db01.example.com",
                GlobalHiera = "version: 5\n",
            },
            other,
            first with
            {
                Id = "third",
                Parameters = Bunraku.Model.HashValue.Of(("a", "b")),
            },
            first with
            {
                Id = "strict",
                Settings = first.Settings with { Strict = Text.Severity.Warning, StrictVariables = false },
            },
        ];
        var together = new OutcomeTelling();

        var told = cases.Select(one => together.Tell(one, Path.Combine(scratch, one.Id)).Text).ToList();
        var again = cases.Select(one => together.Tell(one, Path.Combine(scratch, one.Id)).Text).ToList();
        var alone = cases.Select(one => new OutcomeTelling().Tell(one, Path.Combine(scratch, "alone")).Text);

        Assert.Equal(alone, told);
        Assert.Equal(told, again);
    }
}
