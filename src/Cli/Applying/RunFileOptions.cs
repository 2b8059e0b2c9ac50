using System.CommandLine;
using Bunraku.Apply;

namespace Bunraku.Cli;

/// <summary>
/// Where a run leaves its files: the reference's settings, by their names. A folder moves the files below it;
/// a file that is named itself lies where it is said.
/// </summary>
internal sealed class RunFileOptions
{
    private readonly Option<string?> vardir = Of("--vardir", "The folder of what runs leave.");
    private readonly Option<string?> statedir = Of("--statedir", "What runs remember (VARDIR/state).");
    private readonly Option<string?> publicdir = Of("--publicdir", "What others may read (VARDIR/public).");
    private readonly Option<string?> statefile = Of("--statefile", "When resources were looked at.");
    private readonly Option<string?> storefile = Of(
        "--transactionstorefile",
        "What properties were left at."
    );
    private readonly Option<string?> bucketdir = Of("--clientbucketdir", "Files that were replaced.");
    private readonly Option<string?> report = Of("--lastrunreport", "The report of the last run.");
    private readonly Option<string?> summary = Of("--lastrunfile", "The figures of the last run.");
    private readonly Option<string?> reportdir = Of("--reportdir", "The folder that keeps all reports.");
    private readonly Option<string?> classfile = Of("--classfile", "The classes of the catalog.");
    private readonly Option<string?> resourcefile = Of("--resourcefile", "The resources of the catalog.");
    private readonly Option<string?> graphdir = Of("--graphdir", "The folder of drawings.");
    private readonly Option<string?> lockfile = Of("--agent_catalog_run_lockfile", "The lock of a run.");

    private readonly Option<string?> lifetime = new("--statettl")
    {
        Description = "How long resources are remembered that no run looks at (32d).",
        HelpName = "DURATION",
    };

    public void AddTo(Command command)
    {
        foreach (
            var option in (Option[])
                [
                    vardir,
                    statedir,
                    publicdir,
                    statefile,
                    storefile,
                    bucketdir,
                    report,
                    summary,
                    reportdir,
                    classfile,
                    resourcefile,
                    graphdir,
                    lockfile,
                    lifetime,
                ]
        )
        {
            option.Hidden = true;
            command.Options.Add(option);
        }
        vardir.Hidden = statedir.Hidden = false;
    }

    /// <param name="remembers">
    /// Whether the run belongs to this machine; one of another root keeps only what it is told to.
    /// </param>
    public RunFiles Read(ParseResult parsed, bool remembers)
    {
        string? Given(Option<string?> option) =>
            parsed.GetValue(option) is { Length: > 0 } path ? Path.GetFullPath(path) : null;
        var state = Given(statedir) ?? (Given(vardir) is { } at ? Path.Combine(at, "state") : Folders.State);
        var shown = Given(publicdir) ?? (Given(vardir) is { } below ? Path.Combine(below, "public") : state);
        var isTold = Given(vardir) is not null || Given(statedir) is not null;
        var usual = remembers || isTold ? RunFiles.Below(state, shown) : new RunFiles();
        return new RunFiles
        {
            State = Given(statefile) ?? usual.State,
            TransactionStore = Given(storefile) ?? usual.TransactionStore,
            Report = Given(report) ?? usual.Report,
            Summary = Given(summary) ?? usual.Summary,
            ReportFolder = Given(reportdir),
            Classes = Given(classfile) ?? usual.Classes,
            Resources = Given(resourcefile) ?? usual.Resources,
            Graphs = Given(graphdir) ?? usual.Graphs,
            Lock = Given(lockfile) ?? usual.Lock,
            Lifetime = PuppetDuration.Parse(parsed.GetValue(lifetime)) ?? usual.Lifetime,
        };
    }

    /// <summary>
    /// Where files that are replaced are kept, when it is said: below the folder of what runs leave.
    /// </summary>
    public string? BucketFolder(ParseResult parsed) =>
        parsed.GetValue(bucketdir) is { Length: > 0 } own ? Path.GetFullPath(own)
        : parsed.GetValue(vardir) is { Length: > 0 } at ? Path.GetFullPath(Path.Combine(at, "clientbucket"))
        : null;

    private static Option<string?> Of(string name, string description) =>
        new(name) { Description = description, HelpName = "PATH" };
}
