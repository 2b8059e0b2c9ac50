using System.Globalization;
using Bunraku.Tests;

namespace Bunraku.Apply.Tests;

/// <summary>
/// Machines as cases write them: <c>--- file /path: 0644 0:0</c>, <c>--- directory /path: …</c>,
/// <c>--- link /path: target</c>, <c>--- process: command line</c> (<c>--- process 3: …</c> exits with 3).
/// </summary>
internal static class CaseHosts
{
    public static ScriptedHost Read(CaseFile @case)
    {
        var stage = @case.Value("stage") is { } name ? Enum.Parse<Stage>(name, ignoreCase: true) : Stage.Host;
        var host = new ScriptedHost(stage);
        foreach (var section in @case.Sections)
        {
            var words = section.Name.Split(' ');
            switch (words[0])
            {
                case "file":
                    var (mode, uid, gid) = Owner(section.Value, "0644");
                    host.AddFile(words[1], section.Body, mode, uid, gid);
                    break;
                case "directory":
                    (mode, uid, gid) = Owner(section.Value, "0755");
                    host.AddDirectory(words[1], mode, uid, gid);
                    break;
                case "link":
                    host.AddLink(words[1], section.Value);
                    break;
                case "process":
                    var code = words.Length > 1 ? int.Parse(words[1], CultureInfo.InvariantCulture) : 0;
                    host.AddProcess(section.Value, new ProcessResult(code, section.Body, ""));
                    break;
                case "program":
                    host.AddFile(words[1], "", Convert.ToInt32("755", 8));
                    break;
            }
        }
        return host;
    }

    private static (int Mode, int Uid, int Gid) Owner(string text, string defaultMode)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var ids = words.Length > 1 ? words[1].Split(':') : ["0", "0"];
        return (
            Convert.ToInt32(words.Length > 0 ? words[0] : defaultMode, 8),
            int.Parse(ids[0], CultureInfo.InvariantCulture),
            int.Parse(ids[1], CultureInfo.InvariantCulture)
        );
    }
}
