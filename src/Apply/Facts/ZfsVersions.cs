using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// The versions of its formats that OpenZFS supports, as its programs print them; nobody is asked where the
/// kernel has no such file system.
/// </summary>
internal sealed class ZfsVersions
{
    private ZfsVersions(string output)
    {
        Numbers = [.. Lines(output).Where(IsVersion).Select(line => line.Trim().Split(' ')[0])];
        Flags = [.. Lines(output).Where(IsFlag).Select(line => line.Split(' ')[0])];
    }

    public List<string> Numbers { get; }

    /// <summary>The names of features that replace numbers.</summary>
    public List<string> Flags { get; }

    public StringValue? Joined => Numbers.Count == 0 ? null : new(string.Join(',', Numbers));

    /// <param name="program"><c>zfs</c> or <c>zpool</c>.</param>
    public static ZfsVersions Of(Host host, string program) =>
        new(
            host.TryExists("/dev/zfs") && host.Which(program) is { } path
                ? host.Ask(path, "upgrade", "-v")
                : ""
        );

    private static string[] Lines(string output) => output.Split('\n');

    private static bool IsVersion(string line) =>
        line.Length > 1 && char.IsWhiteSpace(line[0]) && line.Trim() is [>= '0' and <= '9', ..];

    /// <summary>A name alone, or one that says that it only matters to writers.</summary>
    private static bool IsFlag(string line)
    {
        var name = line.Split(' ')[0];
        var rest = line[name.Length..].Trim();
        return name.Length > 0
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            && rest is "" or "(read-only compatible)";
    }
}
