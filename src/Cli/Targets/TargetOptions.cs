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
        Description = "How long a machine may take before it is given up.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 3600,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(targets);
        command.Options.Add(concurrency);
        command.Options.Add(client);
        command.Options.Add(patience);
    }

    /// <summary>The machines named; none when this one is meant.</summary>
    public string[] Names(ParseResult parsed) => parsed.GetValue(targets) ?? [];

    public int Concurrency(ParseResult parsed) => parsed.GetValue(concurrency);

    public RemoteHost Host(ParseResult parsed, string name, CancellationToken cancellation) =>
        new(
            name,
            [.. parsed.GetValue(client)!.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            TimeSpan.FromSeconds(parsed.GetValue(patience)),
            cancellation
        );
}
