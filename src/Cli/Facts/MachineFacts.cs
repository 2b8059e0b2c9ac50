using System.Collections.Immutable;
using Bunraku.Apply;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Cli;

/// <summary>
/// The facts of a machine that code is compiled for: each is found when the code asks for it, so that nothing
/// is run, and no Ruby loaded, for facts that nobody wants.
/// </summary>
internal sealed class MachineFacts : HashSource
{
    private readonly Host host;
    private readonly HashValue given;
    private readonly Terminal terminal;
    private readonly FactCollection own;
    private FactCollection? all;

    /// <param name="given">Facts that win over the machine's.</param>
    public MachineFacts(Host host, HashValue given, Terminal terminal)
    {
        this.host = host;
        this.given = given;
        this.terminal = terminal;
        own = new FactCollection(host, new FactSources { Given = given });
        Values = HashValue.From(this);
    }

    public HashValue Values { get; }

    /// <summary>The name a machine goes by.</summary>
    public string NodeName => CompileCommand.NodeNameOf(own.Values);

    /// <summary>
    /// The modules that bring facts along; set before the first fact is asked for.
    /// </summary>
    public ImmutableArray<PuppetModule> Modules { get; set; } = [];

    /// <summary>Where what their code prints goes.</summary>
    public RubyOutput Output { get; init; } = RubyOutput.None;

    public override IEnumerable<string> Names => Found.Names;

    public override bool Knows(string name) => Found.Knows(name);

    public override Value? Find(Value key) => Found.Find(key);

    public override HashValue All() => Found.All();

    private FactCollection Found => all ??= new FactCollection(host, Sources());

    private FactSources Sources()
    {
        var (settings, _) = FacterSettings.Read(FacterSettings.DefaultPath);
        ImmutableArray<string> modules = [.. Modules.Select(module => module.Directory)];
        var external = settings.ExternalFolders.IsEmpty ? FactFolders.External : settings.ExternalFolders;
        return new FactSources
        {
            Given = given,
            ExternalFolders = settings.NoExternalFacts
                ? []
                : [.. external, .. modules.Select(module => Path.Combine(module, "facts.d"))],
            CustomFolders = settings.NoCustomFacts
                ? []
                :
                [
                    .. modules.Select(module => Path.Combine(module, "lib/facter")),
                    .. FactFolders.OfEnvironment,
                    .. settings.CustomFolders,
                ],
            Libraries = new ModuleLibraries(modules),
            WithPuppet = true,
            Blocked = settings.Blocked,
            Output = Output,
            OnProblem = problem => terminal.Show([problem]),
            OnLog = (level, message) =>
            {
                if (level >= LogLevel.Warning)
                {
                    terminal.Line($"{level}: {message}");
                }
            },
        };
    }
}
