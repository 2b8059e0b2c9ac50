using System.Text.RegularExpressions;
using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>
/// Manifests for real servers and the kernel's packet filter, held against what the reference said and left
/// (<c>tests/reference/servers.rb --record</c>): by our own providers, and by the modules' Ruby. Each case
/// starts what it needs in namespaces of its own; when these end, nothing of it stays.
/// </summary>
public sealed partial class ServerCaseTests : IDisposable
{
    private const string Mark = "=====RUN=====\n";
    private const string Modules = "/usr/share/puppet/modules";

    private readonly Home home = new();

    public static TheoryData<string> Cases => CaseFile.In("servers");

    [RootTheory]
    [MemberData(nameof(Cases))]
    public void A_server_is_brought_where_the_reference_brings_it(string name) => Check(name, "");

    [RootTheory]
    [MemberData(nameof(Cases))]
    public void The_Ruby_of_a_module_brings_a_server_there_too(string name) =>
        Check(name, "--ruby-providers");

    public void Dispose() => home.Dispose();

    private void Check(string name, string option)
    {
        var @case = CaseFile.Read(name);
        File.WriteAllText(home["main.pp"], @case["main.pp"]);
        var command =
            $"XDG_STATE_HOME={home["state"]} XDG_CACHE_HOME={home["cache"]} {Product.Executable} apply "
            + $"--strict=warning {option} --modulepath {Modules} {home["main.pp"]}";
        var script = $"""
            export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root
            ip link set lo up
            set -e
            {@case["prepare"]}
            set +e
            for n in 1 2; do echo =====RUN=====; {command} 2>&1 </dev/null; done
            echo =====RUN=====
            {@case["verify"]}
            """;
        var namespaces = "--mount --net --pid --mount-proc --ipc --uts --fork --kill-child".Split(' ');
        var outcome = RealProgram.Try("unshare", [.. namespaces, "sh"], input: script);
        var parts = outcome.Output.Split(Mark);
        Assert.True(parts.Length == 4, outcome.Output + outcome.Errors);
        Assert.Equal(@case["log"], Told(parts[1]));
        Assert.Equal(@case["verified"], Counters().Replace(parts[3], "[0:0]"));
        Assert.Equal(@case["again"], Told(parts[2]));
    }

    /// <summary>What was done and what failed, without the place in the manifest, sorted.</summary>
    private static string Told(string output)
    {
        var lines = output
            .Split('\n')
            .Where(line =>
                line.StartsWith("Notice", StringComparison.Ordinal)
                || line.StartsWith("Error", StringComparison.Ordinal)
            )
            .Where(line => !line.Contains("Compiled catalog") && !line.Contains("Applied catalog"))
            .Select(line => Place().Replace(RubyPlace().Replace(line, ""), ""))
            .Distinct()
            .Order(StringComparer.Ordinal);
        return string.Concat(lines.Select(line => line + "\n"));
    }

    [GeneratedRegex(@" \(file: .*\)$")]
    private static partial Regex Place();

    [GeneratedRegex(@" \(/[^ ]*\.rb:\d+\)")]
    private static partial Regex RubyPlace();

    [GeneratedRegex(@"\[\d+:\d+\]")]
    private static partial Regex Counters();
}
