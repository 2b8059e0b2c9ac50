namespace Bunraku.Cli;

/// <summary>The program this one stands in for, by the name of the link it was called through.</summary>
internal static class DropInName
{
    /// <summary>
    /// <c>puppet</c>, <c>facter</c>, <c>hiera</c>, or null when we were called by our own name.
    /// </summary>
    public static string? OfThisProcess()
    {
        const string Words = "/proc/self/cmdline";
        if (!File.Exists(Words))
        {
            return null;
        }
        var called = File.ReadAllText(Words).Split('\0', 2)[0];
        return Path.GetFileName(called) is ("puppet" or "facter" or "hiera") and var name ? name : null;
    }
}
