using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary><c>puppet config print</c> and <c>set</c>.</summary>
internal static class PuppetConfig
{
    public static int Run(PuppetWords words, Terminal terminal)
    {
        var section = words.Take("--section");
        var arguments = words.Arguments("config").ToList();
        switch (arguments)
        {
            case ["set", var name, var value]:
                words.Settings.Configuration.Set(section ?? "main", name, value);
                return ExitCode.Success;
            case ["print", .. var names]:
                if (section is not null)
                {
                    words.Settings.Sections = section == "main" ? ["main"] : [section, "main"];
                }
                Print(words.Settings, names, terminal);
                return ExitCode.Success;
            default:
                throw new DiagnosticException(
                    CliDiagnostics.UnknownCommand(
                        "config " + arguments.FirstOrDefault(""),
                        ["config print", "config set"]
                    )
                );
        }
    }

    /// <summary>One value by itself, several with their names.</summary>
    private static void Print(PuppetSettings settings, List<string> names, Terminal terminal)
    {
        if (names is [not "all"])
        {
            terminal.Out.WriteLine(settings[names[0]]);
            return;
        }
        foreach (var name in names is [] or ["all"] ? settings.Names : names.Order(StringComparer.Ordinal))
        {
            terminal.Out.WriteLine($"{name} = {settings[name]}");
        }
    }
}
