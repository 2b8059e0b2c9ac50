using System.Runtime.CompilerServices;

namespace Bunraku.Bench;

/// <summary>The reference and Bunraku as commands whose state lies in a folder of their own.</summary>
internal static class Programs
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    private static string Binary { get; } =
        Path.Combine(Root, "artifacts/native/publish/Cli/release/bunraku");

    public static Command PuppetApply(string folder, params IReadOnlyList<string> arguments) =>
        new(
            "puppet",
            [
                "apply",
                "--confdir",
                Path.Combine(folder, "puppet-conf"),
                "--vardir",
                Path.Combine(folder, "puppet-var"),
                "--modulepath",
                Path.Combine(folder, "no-modules"),
                .. arguments,
            ]
        );

    public static Command BunrakuApply(string folder, params IReadOnlyList<string> arguments) =>
        Bunraku(folder, ["apply", "--modulepath", Path.Combine(folder, "no-modules"), .. arguments]);

    /// <summary>The binary itself: the script before it looks for newer sources each time.</summary>
    public static Command Bunraku(string folder, params IReadOnlyList<string> arguments) =>
        new(Binary, arguments)
        {
            Variables = new Dictionary<string, string>
            {
                ["XDG_CACHE_HOME"] = Path.Combine(folder, "cache"),
                ["XDG_DATA_HOME"] = Path.Combine(folder, "data"),
                ["XDG_STATE_HOME"] = Path.Combine(folder, "state"),
            },
        };

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
