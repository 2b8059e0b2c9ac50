using System.Text.RegularExpressions;
using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>
/// <c>cases/every-type</c>: an example for every resource type, all of them applied to a copy of this machine
/// that nobody keeps (an overlay, in namespaces that end with the test; a case's <c>setup</c> may start a
/// server there). First a dry run in a view of it that is mounted read-only, then a run, then another: the
/// dry run fails nowhere, it tells what the run then does, and the other finds nothing to do. The same for
/// <c>gone.pp</c>, which takes away what <c>main.pp</c> made.
/// </summary>
public sealed partial class EveryTypeTests : IDisposable
{
    private readonly Home home = new();

    /// <summary>
    /// Types that nothing here manages: their systems are others. Who writes a provider of one takes it out
    /// here and writes its case.
    /// </summary>
    private static readonly string[] OfOtherSystems = ["a2mod", "zfs", "zone", "zpool"];

    private const string Program = """
        mkdir "$home/root/every"
        for setup in "$home"/var/setup/*; do
          chroot "$home/root" sh -eu "$setup" </dev/null >&2 || { echo "$setup failed" >&2; exit 1; }
        done
        apply() {
          code=0
          chroot "$1" env HOME=/root DOTNET_EnableDiagnostics=0 "$program" apply --certname every \
            --vardir "$home/var/$3" --detailed-exitcodes $4 "$home/var/$2" >"$home/var/$3.log" 2>&1 || code=$?
          echo "exit $code" >>"$home/var/$3.log"
        }
        for manifest in main gone; do
          mount --rbind "$home/root" "$home/sealed"
          mount -o remount,ro,bind "$home/sealed"
          ! touch "$home/sealed/every/written" 2>/dev/null
          apply "$home/sealed" $manifest.pp $manifest-noop --noop
          umount --lazy "$home/sealed"
          apply "$home/root" $manifest.pp $manifest-first ""
          apply "$home/root" $manifest.pp $manifest-second ""
        done
        """;

    public void Dispose() => home.Dispose();

    [Fact]
    public void Every_type_has_an_example()
    {
        var known = home.Run("resource", "--types").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var proven = Cases().Select(name => Path.GetFileNameWithoutExtension(name).Replace('-', '_'));
        Assert.Equal(
            known.Order(StringComparer.Ordinal),
            proven.Concat(OfOtherSystems).Order(StringComparer.Ordinal)
        );
    }

    [RootFact]
    public void A_dry_run_writes_nothing_and_tells_what_the_run_does_after_which_all_is_at_rest()
    {
        Prepare();
        Assert.Equal("", MachineCopy.Run(home, Program).Succeeded);
        foreach (var manifest in (string[])["main", "gone"])
        {
            var foretold = Changes($"{manifest}-noop", exitCode: 0);
            var done = Changes($"{manifest}-first", exitCode: 2);
            Assert.Equal(
                foretold.Keys.Order(StringComparer.Ordinal),
                done.Keys.Order(StringComparer.Ordinal)
            );
            foreach (var (property, sentence) in foretold)
            {
                ExpectSameValues(sentence, done[property]);
            }
            // Messages are told at every run, in the reference as well.
            var after = Changes($"{manifest}-second", exitCode: manifest == "main" ? 2 : 0);
            Assert.DoesNotContain(
                after.Keys,
                property => !property.Contains("/Notify[", StringComparison.Ordinal)
            );
        }
    }

    private static IEnumerable<string> Cases() => CaseFile.In("every-type").Select(row => row.Data);

    private void Prepare()
    {
        foreach (var folder in (string[])["sealed", "var/setup"])
        {
            Directory.CreateDirectory(home[folder]);
        }
        var cases = Cases().Select(CaseFile.Read).ToList();
        foreach (var @case in cases.Where(@case => @case["setup"] is not null))
        {
            File.WriteAllText(home[$"var/setup/{Path.GetFileName(@case.Name)}"], @case["setup"]);
        }
        File.WriteAllText(home["var/main.pp"], string.Concat(cases.Select(@case => @case["main.pp"])));
        File.WriteAllText(home["var/gone.pp"], string.Concat(cases.Select(@case => @case["gone.pp"])));
    }

    /// <summary>What a run says of each property it changed or would change; nothing failed.</summary>
    private Dictionary<string, string> Changes(string run, int exitCode)
    {
        var log = File.ReadAllText(home[$"var/{run}.log"]);
        Assert.DoesNotMatch(Problem(), log);
        Assert.EndsWith($"exit {exitCode}\n", log, StringComparison.Ordinal);
        // What a provider tells of its work on the way is no change: the last line of a property is.
        return Change()
            .Matches(log)
            .GroupBy(line => line.Groups[1].Value)
            .ToDictionary(lines => lines.Key, lines => lines.Last().Groups[2].Value);
    }

    /// <summary>`current_value A, should be B (noop)` before `… changed A to B`, where it says so.</summary>
    private static void ExpectSameValues(string foretold, string done)
    {
        var values = Foretold().Match(foretold);
        Assert.True(values.Success, foretold);
        if (done.Contains(" changed ", StringComparison.Ordinal))
        {
            Assert.Contains(
                $" changed {Plain(values.Groups[1].Value)} to {Plain(values.Groups[2].Value)}",
                Plain(done),
                StringComparison.Ordinal
            );
        }
    }

    /// <summary>A list of one is told as its only item before, and as a list afterwards.</summary>
    private static string Plain(string value) =>
        value.Replace("['", "'", StringComparison.Ordinal).Replace("']", "'", StringComparison.Ordinal);

    [GeneratedRegex(@"^(Error|Warning|error\[|warning\[|Could not|   at ).*", RegexOptions.Multiline)]
    private static partial Regex Problem();

    [GeneratedRegex(@"^Notice: (/Stage\[.*\]/[a-z_]+): (.*)$", RegexOptions.Multiline)]
    private static partial Regex Change();

    [GeneratedRegex(@"^current_value (.*), should be (.*) \(noop\)$")]
    private static partial Regex Foretold();
}
