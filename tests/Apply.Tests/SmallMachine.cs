namespace Bunraku.Apply.Tests;

/// <summary>
/// The few programs that providers call, working on the files of a folder: a small machine, for tests that
/// let it fail.
/// </summary>
internal sealed class SmallMachine(string folder)
{
    public const string Status = "/var/lib/dpkg/status";
    private const string Alternatives = "/etc/alternatives-chosen";
    private const string Booleans = "/etc/selinux-booleans";
    private const string Modules = "/etc/selinux-modules";

    private readonly SmallServers servers = new(folder);

    public ProcessResult Run(ProcessRequest request)
    {
        string[] words =
        [
            .. request.Command.SkipWhile(word =>
                word.EndsWith("/env", StringComparison.Ordinal) || word.Contains('=')
            ),
        ];
        return (Path.GetFileName(words[0]), words[1..]) switch
        {
            ("make", [var path]) => Done(() => Write(path, "made\n")),
            ("there", [var path]) => new ProcessResult(File.Exists(folder + path) ? 0 : 1, "", ""),
            ("apt-get", [.., "install", var name]) => Done(() =>
                Write(Status, $"{Without(name)}{Package(name)}")
            ),
            ("apt-get", [.., "remove", var name]) => Done(() => Write(Status, Without(name))),
            ("update-alternatives", ["--get-selections"]) => Said($"tool auto {Read(Alternatives)}\n"),
            ("update-alternatives", ["--query", _]) => Said(Query()),
            ("update-alternatives", ["--set", _, var path]) => Done(() => Write(Alternatives, path)),
            ("update-alternatives", ["--install", _, _, var path, _]) => Done(() =>
                Write(Alternatives + "-known", Read(Alternatives + "-known") + path + "\n")
            ),
            ("getsebool", [var name]) => Said($"{name} --> {Read(Booleans)}\n"),
            ("setsebool", [.., var value]) => Done(() => Write(Booleans, value)),
            ("semodule", ["--list", ..]) => Said(Read(Modules)),
            ("semodule", ["--install", var file]) => Done(() =>
                Write(Modules, Path.GetFileNameWithoutExtension(file) + "\n")
            ),
            ("sysctl", ["-w", var pair]) => Done(() =>
                Write("/proc/sys/" + pair.Split('=')[0].Replace('.', '/'), pair.Split('=')[1] + "\n")
            ),
            (var program, var rest) when servers.Run(program, rest, request.WorkingDirectory) is { } result =>
                result,
            _ => throw new HostException($"No such program: {string.Join(' ', request.Command)}"),
        };
    }

    private string Query() =>
        $"Name: tool\nLink: /usr/bin/tool\nStatus: auto\nBest: {Read(Alternatives)}\n"
        + $"Value: {Read(Alternatives)}\n"
        + string.Concat(
            Read(Alternatives + "-known")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(path => $"\nAlternative: {path}\nPriority: 10\n")
        );

    private static string Package(string name) =>
        $"Package: {name}\nStatus: install ok installed\nArchitecture: all\nVersion: 1.0\n\n";

    private string Without(string name) => Read(Status).Replace(Package(name), "", StringComparison.Ordinal);

    private string Read(string path) => File.Exists(folder + path) ? File.ReadAllText(folder + path) : "";

    private void Write(string path, string text) => File.WriteAllText(folder + path, text);

    private static ProcessResult Said(string output) => new(0, output, "");

    private static ProcessResult Done(Action work)
    {
        work();
        return new ProcessResult(0, "", "");
    }
}
