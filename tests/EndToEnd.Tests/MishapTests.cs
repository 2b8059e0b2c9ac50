using System.Text.RegularExpressions;
using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>
/// <c>cases/mishaps</c>: what a machine can have against a manifest, made by real programs in a copy of this
/// machine: a section <c>setup</c>, a manifest, the commands (without them: apply it) and what they print.
/// Each mishap is the failure of one resource, told with its place, and the rest of the catalog goes on.
/// </summary>
public sealed partial class MishapTests : IDisposable
{
    private const string Program = """
        cp "$home"/var/* "$home/root/mishap"
        code=0
        path=$(dirname "$program"):/usr/sbin:/usr/bin:/sbin:/bin
        chroot "$home/root" env -i PATH=$path HOME=/root DOTNET_EnableDiagnostics=0 \
          sh -c 'cd /mishap; . ./setup; . ./commands' 2>&1 </dev/null || code=$?
        echo "exit $code"
        """;

    private const string Apply = "bunraku apply --certname n --detailed-exitcodes main.pp\n";

    private readonly Home home = new();

    public static TheoryData<string> Cases => CaseFile.In("mishaps");

    public void Dispose() => home.Dispose();

    [RootTheory]
    [MemberData(nameof(Cases))]
    public void A_mishap_is_told_with_its_place_and_the_rest_goes_on(string name)
    {
        var @case = CaseFile.Read(name);
        Directory.CreateDirectory(home["var"]);
        File.WriteAllText(home["var/setup"], @case["setup"] ?? "");
        File.WriteAllText(home["var/main.pp"], @case["main.pp"] ?? "");
        File.WriteAllText(home["var/commands"], @case["commands"] ?? Apply);
        var outcome = MachineCopy.Run(home, "mkdir \"$home/root/mishap\"\n" + Program);
        @case.Expect("output", Steady(outcome.Succeeded));
    }

    /// <summary>Without durations, the numbers of processes and of the files that are installed.</summary>
    private static string Steady(string output) =>
        Files().Replace(Process().Replace(Seconds().Replace(output, "in N seconds"), "$1 N"), "N files");

    [GeneratedRegex(@"in \d+\.\d+ seconds")]
    private static partial Regex Seconds();

    [GeneratedRegex(@"\d+ files(?= and directories currently installed)")]
    private static partial Regex Files();

    [GeneratedRegex(@"\b(process|pid) \d+")]
    private static partial Regex Process();
}
