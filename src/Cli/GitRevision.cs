using Bunraku.Apply;
using Bunraku.Unix;

namespace Bunraku.Cli;

/// <summary>The commit that a folder's code is at.</summary>
internal static class GitRevision
{
    /// <summary>
    /// The commit, with <c>-dirty</c> when files differ from it; null outside of a repository.
    /// </summary>
    public static string? Of(string folder)
    {
        try
        {
            var result = ProcessRunner.Run(
                new ProcessRequest([
                    "git",
                    "-C",
                    folder,
                    "describe",
                    "--always",
                    "--dirty",
                    "--abbrev=40",
                    "--exclude=*",
                ])
                {
                    Environment = ProcessEnvironments.OfThisProcess(),
                    Timeout = TimeSpan.FromSeconds(10),
                }
            );
            return result.Succeeded ? result.Output.Trim() : null;
        }
        catch (UnixException)
        {
            // No git on this machine: then nobody can say.
            return null;
        }
    }
}
