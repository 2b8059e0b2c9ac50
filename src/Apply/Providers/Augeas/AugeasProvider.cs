using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Changes of configuration files through libaugeas and its lenses.</summary>
internal sealed class AugeasProvider() : Provider("augeas", "augeas")
{
    public override bool CanList => false;

    public override Observed Observe(Host host, Resource desired)
    {
        using var workspace = Open(host, desired);
        var changes = Work(desired, workspace);
        var observed = new Observed();
        observed.Set(
            "returns",
            changes is null
                ? new Finding(0) { IsInSync = true }
                : new Finding("need_to_run")
                {
                    IsInSync = false,
                    Sentence = () => "executed successfully",
                    Diff = () =>
                        string.Concat(
                            changes.Select(one => UnifiedDiff.Of(one.Path, one.Before, one.After ?? []))
                        ),
                }
        );
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        using var workspace = Open(host, desired);
        foreach (var (path, _, after) in Work(desired, workspace) ?? [])
        {
            if (after is null)
            {
                host.Delete(path);
            }
            else
            {
                host.CreateDirectories(FilePath.Parent(path));
                host.WriteFile(path, FileWrite.Of(after));
            }
        }
    }

    /// <summary>The files that would change; null when nothing is to be done.</summary>
    private static IReadOnlyList<(string Path, byte[] Before, byte[]? After)>? Work(
        Resource desired,
        AugeasWorkspace workspace
    )
    {
        using var tree = AugeasTree.Open(
            workspace.Folder,
            LoadPath(desired),
            desired.Text("type_check") == "true",
            desired.Text("lens"),
            desired.Text("incl")
        );
        if (Condition(desired) is { } condition && !AugeasCondition.Holds(tree, condition))
        {
            return null;
        }
        foreach (var command in Commands(desired))
        {
            if (!tree.Do(command))
            {
                var words = string.Join(", ", command.Arguments.Select(word => $"\"{word}\""));
                throw new HostException($"Error sending command '{command.Name}' with params [{words}]");
            }
        }
        tree.Save();
        var changes = workspace.Changes();
        return changes.Count > 0 || desired.Text("force") == "true" ? changes : null;
    }

    private static AugeasWorkspace Open(Host host, Resource desired) =>
        new(
            host,
            desired.Text("root") ?? "/",
            [
                .. desired.Text("incl") is { } file ? ["/files" + file] : ImmutableArray<string>.Empty,
                .. ContextOf(desired) is { Length: > 0 } context ? [context] : ImmutableArray<string>.Empty,
                .. Commands(desired).SelectMany(command => command.Paths),
                .. Condition(desired)?.Paths ?? [],
            ]
        );

    private static IEnumerable<AugeasCommand> Commands(Resource desired) =>
        Lines(desired["changes"])
            .Select(line => AugeasCommand.Parse(line, ContextOf(desired)))
            .OfType<AugeasCommand>();

    private static AugeasCommand? Condition(Resource desired) =>
        desired.Text("onlyif") is { Length: > 0 } line ? AugeasCommand.Parse(line, ContextOf(desired)) : null;

    private static string ContextOf(Resource desired) =>
        desired.Text("context") is { Length: > 0 } context ? context
        : desired.Text("incl") is { } file ? "/files" + file
        : "";

    private static IEnumerable<string> Lines(Value? changes) =>
        changes switch
        {
            null => [],
            SensitiveValue secret => Lines(secret.Inner),
            ArrayValue list => list.Items.SelectMany(Lines),
            _ => changes.ToString().Split('\n'),
        };

    private static string LoadPath(Resource desired) =>
        desired["load_path"] switch
        {
            ArrayValue list => string.Join(':', list.Items),
            { } path => path.ToString(),
            null => "",
        };
}
