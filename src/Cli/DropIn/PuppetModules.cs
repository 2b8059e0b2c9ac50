using Bunraku.Compiler;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary><c>puppet module list</c>: the modules of each folder of the path.</summary>
internal static class PuppetModules
{
    public static int List(PuppetWords words, Terminal terminal)
    {
        words.TakeFlag("--tree");
        if (words.Arguments("module") is not ["list"])
        {
            throw new DiagnosticException(
                CliDiagnostics.UnknownCommand(string.Join(' ', words.Own.Prepend("module")), ["module list"])
            );
        }
        foreach (var folder in words.Settings["modulepath"].Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Directory.Exists(folder))
            {
                continue;
            }
            var modules = Directory
                .EnumerateDirectories(folder)
                .Where(path => char.IsAsciiLetterLower(Path.GetFileName(path)[0]))
                .Select(Described)
                .Order(StringComparer.Ordinal)
                .ToList();
            terminal.Out.WriteLine(modules.Count == 0 ? $"{folder} (no modules installed)" : folder);
            for (var i = 0; i < modules.Count; i++)
            {
                terminal.Out.WriteLine((i + 1 == modules.Count ? "└── " : "├── ") + modules[i]);
            }
        }
        return ExitCode.Success;
    }

    private static string Described(string folder)
    {
        var file = Path.Combine(folder, "metadata.json");
        if (
            !File.Exists(file)
            || JsonReader.Read(new SourceFile(file, File.ReadAllText(file))).Tree is not { } tree
        )
        {
            return $"{Path.GetFileName(folder)} (???)";
        }
        var metadata = Model.ValueTree.ToValue(tree) as Model.HashValue;
        var name = metadata?.Find("name")?.ToString().Replace('/', '-') ?? Path.GetFileName(folder);
        return $"{name} (v{metadata?.Find("version")?.ToString() ?? "???"})";
    }
}
