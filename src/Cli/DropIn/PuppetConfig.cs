using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary><c>puppet config print</c>, <c>set</c> and <c>delete</c>.</summary>
internal static class PuppetConfig
{
    public static int Run(PuppetWords words, Terminal terminal)
    {
        var section = words.Take("--section");
        var form = words.Take("--render-as", "--render_as");
        var arguments = words.Arguments("config").ToList();
        switch (arguments)
        {
            case ["set", var name, var value]:
                words.Settings.Configuration.Set(section ?? "main", name, value);
                return ExitCode.Success;
            case ["delete", var name]:
                Delete(words.Settings.Configuration, section ?? "main", name, terminal);
                return ExitCode.Success;
            case ["print", .. var names]:
                if (section is not null)
                {
                    words.Settings.Sections = section == "main" ? ["main"] : [section, "main"];
                }
                Print(words.Settings, names, form, terminal);
                return ExitCode.Success;
            default:
                throw new DiagnosticException(
                    CliDiagnostics.UnknownCommand(
                        "config " + arguments.FirstOrDefault(""),
                        ["config delete", "config print", "config set"]
                    )
                );
        }
    }

    private static void Delete(PuppetConfiguration file, string section, string name, Terminal terminal)
    {
        if (file.Remove(section, name) is { } value)
        {
            terminal.Out.WriteLine($"Deleted setting from '{section}': '{name} = {value}'");
            return;
        }
        terminal.Log(
            $"Warning: No setting found in configuration file for section '{section}' setting name '{name}'",
            isProblem: true
        );
    }

    /// <summary>One value by itself, several with their names.</summary>
    public static void Print(PuppetSettings settings, List<string> names, string? form, Terminal terminal)
    {
        var all = (names is [] or ["all"] ? settings.Names : names.Order(StringComparer.Ordinal)).ToList();
        if (form is "json" or "yaml")
        {
            var values = HashValue.Of(
                all.Select(name => KeyValuePair.Create<Value, Value>(name, settings.Printed(name)))
            );
            terminal.Out.WriteLine(
                form == "json" ? JsonText.Write(values) : YamlText.Write(values).TrimEnd()
            );
            return;
        }
        if (names is [not "all"])
        {
            terminal.Out.WriteLine(settings.Printed(names[0]));
            return;
        }
        foreach (var name in all)
        {
            terminal.Out.WriteLine($"{name} = {settings.Printed(name)}");
        }
    }
}
