using System.Runtime.InteropServices;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Tests;

namespace Bunraku.Apply.Tests;

/// <summary>
/// Manifests applied to a real folder, held against what the reference said and left there
/// (<c>tests/reference/converge.rb --record</c>). For each: a dry run changes nothing and tells what the
/// run then does, and a second run has nothing to do.
/// </summary>
public class ConvergeCaseTests
{
    public static TheoryData<string> Cases => Recorded("converge");

    public static TheoryData<string> RootCases => Recorded("converge-as-root");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_manifest_leaves_what_the_reference_leaves(string name) => Check(name);

    [RootTheory]
    [MemberData(nameof(RootCases))]
    public void A_manifest_for_root_leaves_what_the_reference_leaves(string name) => Check(name);

    public static TheoryData<string> ModuleCases => Recorded("converge-modules");

    /// <summary>The modules of the distribution are there; types that we have are our own.</summary>
    [Theory]
    [MemberData(nameof(ModuleCases))]
    public void A_module_leaves_what_the_reference_leaves(string name) => Compare(name, isForced: false);

    [Theory]
    [MemberData(nameof(ModuleCases))]
    public void A_module_leaves_the_same_by_its_own_Ruby(string name) => Compare(name, isForced: true);

    /// <summary>All but such as say <c>ours alone</c>: the module's Ruby needs what is not there.</summary>
    public static TheoryData<string> RubyCases =>
        [.. Cases.Select(row => row.Data).Where(name => CaseFile.Read(name).Value("ours alone") is null)];

    /// <summary>What providers of ours leave, those in Ruby leave too.</summary>
    [Theory]
    [MemberData(nameof(RubyCases))]
    public void A_manifest_leaves_the_same_by_the_Ruby_of_modules(string name) =>
        Compare(name, isForced: true);

    private static void Compare(string name, bool isForced)
    {
        using var trial = new ConvergeTrial(CaseFile.Read(name)) { HasModules = true, IsForced = isForced };
        trial.Apply(isNoop: false);
        // A type in Ruby may say more than what it changes.
        if (isForced || trial.Case.Value("more said") is null)
        {
            Assert.Equal(trial.Case["log"]!.TrimEnd('\n'), string.Join('\n', trial.Log));
        }
        Assert.Equal(trial.Case["files"]!.TrimEnd('\n'), string.Join('\n', trial.Files()));
        trial.Apply(isNoop: false);
        Assert.Equal(trial.Case["again"]!.TrimEnd('\n'), string.Join('\n', trial.Log));
    }

    private static void Check(string name)
    {
        using var trial = new ConvergeTrial(CaseFile.Read(name));
        var before = trial.Files();
        var dry = trial.Apply(isNoop: true);
        Assert.Equal(before, trial.Files());
        var real = trial.Apply(isNoop: false);
        trial.Case.Expect("log", string.Join('\n', trial.Log));
        trial.Case.Expect("files", string.Join('\n', trial.Files()));
        var failed = Failed(real);
        Assert.Equal(Changes(real, EventStatus.Success, failed), Changes(dry, EventStatus.Noop, failed));
        var again = trial.Apply(isNoop: false);
        trial.Case.Expect("again", string.Join('\n', trial.Log));
        // What only says something says it each time.
        Assert.DoesNotContain(
            Changes(again, EventStatus.Success, failed),
            change => !change.StartsWith("Notify[", StringComparison.Ordinal)
        );
    }

    /// <summary>What failed, or waits for that, or is told to do nothing by itself.</summary>
    private static HashSet<string> Failed(Report report) =>
        [
            .. report
                .Statuses.Where(one =>
                    one.IsSkipped || one.Events.Any(e => e.Status is EventStatus.Failure or EventStatus.Noop)
                )
                .Select(one => one.Resource.Reference.ToString()),
        ];

    /// <summary>What was changed, or would be, by resources that did not fail.</summary>
    private static List<string> Changes(Report report, EventStatus status, HashSet<string> failed) =>
        [
            .. report
                .Statuses.Where(one => !failed.Contains(one.Resource.Reference.ToString()))
                .SelectMany(one =>
                    one.Events.Where(e => e.Property is not null && e.Status == status)
                        .Select(e => $"{one.Resource.Reference} {e.Property}")
                )
                .Order(StringComparer.Ordinal),
        ];

    private static TheoryData<string> Recorded(string folder)
    {
        var data = new TheoryData<string>();
        foreach (var row in CaseFile.In(folder))
        {
            // What needs a library of the machine is no case where that is missing.
            var @case = CaseFile.Read(row.Data);
            var hasAll = @case.Value("needs") is not { } library || NativeLibrary.TryLoad(library, out _);
            if (@case["files"] is not null && hasAll)
            {
                data.Add(row.Data);
            }
        }
        return data;
    }
}
