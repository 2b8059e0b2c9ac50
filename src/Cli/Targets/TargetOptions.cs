using System.CommandLine;

namespace Bunraku.Cli;

/// <summary>The options that name other machines, and how they are reached.</summary>
internal sealed class TargetOptions
{
    private readonly Option<string[]> targets = new("--target")
    {
        Description = "Converge another machine, by ssh, instead of this one; may be said several times.",
        HelpName = "USER@HOST",
    };

    private readonly Option<int> concurrency = new("--concurrency")
    {
        Description = "How many machines are converged at the same time.",
        HelpName = "N",
        DefaultValueFactory = _ => 8,
    };

    private readonly Option<string> client = new("--ssh")
    {
        Description = "The ssh client with its options.",
        HelpName = "COMMAND",
        DefaultValueFactory = _ => "ssh",
    };

    private readonly Option<int> patience = new("--target-timeout")
    {
        Description = "How long a machine may take before its run is ended and given up.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 3600,
    };

    private readonly Option<int> connectSeconds = new("--connect-timeout")
    {
        Description = "How long a connection to a machine may take to come about.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 15,
    };

    private readonly Option<string?> folder = new("--target-folder")
    {
        Description = "Where machines keep this program (default: `~/.cache/bunraku/programs`).",
        HelpName = "DIR",
    };

    private readonly Option<string?> program = new("--target-program")
    {
        Description = "The program to bring, for machines of another kind than this one.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        foreach (
            var option in (Option[])[targets, concurrency, client, patience, connectSeconds, folder, program]
        )
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The machines named, each once; none when this one is meant.</summary>
    public string[] Names(ParseResult parsed) => [.. (parsed.GetValue(targets) ?? []).Distinct()];

    public int Concurrency(ParseResult parsed) => parsed.GetValue(concurrency);

    public RemoteProgram Program(ParseResult parsed) =>
        new(parsed.GetValue(program), parsed.GetValue(folder));

    public RemoteHost Host(ParseResult parsed, string name, CancellationToken cancellation) =>
        new()
        {
            Name = name,
            Client = [.. parsed.GetValue(client)!.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            ConnectSeconds = parsed.GetValue(connectSeconds),
            Patience = TimeSpan.FromSeconds(parsed.GetValue(patience)),
            Cancellation = cancellation,
        };
}
