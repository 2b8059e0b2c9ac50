namespace Bunraku.Cli;

/// <summary>Where things are kept (XDG Base Directory Specification).</summary>
internal static class Folders
{
    private const string Name = "bunraku";
    private const string StateVariable = "XDG_STATE_HOME";

    /// <summary>Images: lost work if deleted.</summary>
    public static string Data => Of("XDG_DATA_HOME", ".local/share");

    /// <summary>What a build can make again.</summary>
    public static string Cache => Of("XDG_CACHE_HOME", ".cache");

    /// <summary>
    /// What runs on this machine leave for each other. Root's runs change the whole machine, whosever home
    /// they were started from, and share one folder.
    /// </summary>
    public static string State =>
        Environment.IsPrivilegedProcess
        && !Path.IsPathRooted(Environment.GetEnvironmentVariable(StateVariable))
            ? $"/var/lib/{Name}"
            : Of(StateVariable, ".local/state");

    private static string Of(string variable, string fallback)
    {
        var set = Environment.GetEnvironmentVariable(variable);
        var home = Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } own ? own : "/root";
        return Path.Combine(Path.IsPathRooted(set) ? set : Path.Combine(home, fallback), Name);
    }
}
