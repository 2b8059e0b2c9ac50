using Bunraku.Model;
using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Apply.Tests;

/// <summary>
/// Resources applied to a scripted machine: <c>log</c> is what the run says (notices and worse),
/// <c>changes</c> what it did to the machine, <c>diagnostics</c> why it did not start. Sections <c>noop</c>,
/// <c>diff</c>, <c>tags</c> set the run; <c>again</c> says what a second run would say.
/// </summary>
public class ApplyCaseTests
{
    public static TheoryData<string> Providers => CaseFile.In("providers");

    public static TheoryData<string> RubyTypes => CaseFile.In("ruby-types");

    public static TheoryData<string> Transactions => CaseFile.In("transaction");

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_provider_does_what_its_case_says(string name) => Check(CaseFile.Read(name));

    /// <summary>
    /// Sections <c>lib/…</c> are the files of a module; <c>steps</c> is how far its code may go,
    /// <c>forced</c> takes it even where a type is built in, and <c>events</c> names the report's events at
    /// the end of the log.
    /// </summary>
    [Theory]
    [MemberData(nameof(RubyTypes))]
    public void A_type_in_Ruby_does_what_its_case_says(string name)
    {
        var @case = CaseFile.Read(name);
        using var module = new CaseModule(@case);
        Check(@case, module);
    }

    [Theory]
    [MemberData(nameof(Transactions))]
    public void A_transaction_does_what_its_case_says(string name) => Check(CaseFile.Read(name));

    private static void Check(CaseFile @case, CaseModule? module = null)
    {
        var host = CaseHosts.Read(@case);
        var log = Apply(@case, host, out var diagnostics, module);
        if (diagnostics.Count > 0)
        {
            var told = string.Join('\n', diagnostics);
            @case.Expect("diagnostics", module is null ? told : told.Replace(module.Path, "/modules/m"));
            return;
        }
        @case.Expect("log", string.Join('\n', log));
        @case.Expect("changes", string.Join('\n', host.Changes));
        if (@case["again"] is not null)
        {
            @case.Expect("again", string.Join('\n', Apply(@case, host, out _, module)));
        }
    }

    private static LogLevel LowestLevel(CaseFile @case) =>
        LogLevels.Parse(@case.Value("level")) ?? LogLevel.Notice;

    private static List<string> Apply(
        CaseFile @case,
        Host host,
        out List<string> diagnostics,
        CaseModule? module
    )
    {
        var lowestLevel = LowestLevel(@case);
        var graph = ResourceGraph.Build(
            CaseResources.Catalog(@case),
            out var found,
            module?.Types(@case, host)
        );
        diagnostics = [.. found.Select(diagnostic => $"error[{diagnostic.Code}]: {diagnostic.Message}")];
        if (found.Any(diagnostic => diagnostic.Severity == Severity.Error))
        {
            return [];
        }
        var log = new List<string>();
        var report = Transaction.Run(
            graph,
            host,
            new Facts("node", HashValue.Empty),
            new TransactionSettings
            {
                IsNoop = @case.Value("noop") is not null,
                ShowsDiff = @case.Value("diff") is not null,
                Tags = [.. (@case.Value("tags") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)],
                Time = new FixedTime(),
                OnLog = line =>
                {
                    if (line.Level >= lowestLevel && !line.Message.StartsWith("Applied catalog in"))
                    {
                        // A diff has lines that would start sections of the case.
                        var text = line.ToString().TrimEnd('\n').Replace("\n", "\n  ");
                        log.Add(module is null ? text : text.Replace(module.Path, "/modules/m"));
                    }
                },
            }
        );
        if (@case.Value("events") is not null)
        {
            log.AddRange(report.Statuses.SelectMany(status => status.Events).Select(e => $"event {e.Name}"));
        }
        return log;
    }
}
