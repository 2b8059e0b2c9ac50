using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Bunraku.Modules;

/// <summary>A bare copy of a git repository in the cache, kept by the <c>git</c> command.</summary>
internal sealed class GitRepository(string url, string cacheDirectory)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly string directory = Path.Combine(
        cacheDirectory,
        "git",
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)))[..32]
    );

    /// <summary>The commit that a branch, tag or commit means now; null for the default branch.</summary>
    public string Resolve(string? reference)
    {
        if (reference is not null && Has(reference))
        {
            return reference;
        }
        Fetch();
        string[] names = reference is null
            ? ["HEAD"]
            : [$"refs/heads/{reference}", $"refs/tags/{reference}", reference];
        foreach (var name in names)
        {
            string[] arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"];
            if (Run(arguments, directory).Trim().Split('\n')[^1] is { Length: >= 40 } commit)
            {
                return commit;
            }
        }
        throw new ModulesException($"{url} has no branch, tag or commit `{reference}`");
    }

    /// <summary>Writes the files of a commit into an empty directory.</summary>
    public void Export(string commit, string subdirectory, string target)
    {
        if (!Has(commit))
        {
            Fetch();
        }
        var archive = Path.Combine(directory, $"export-{Guid.NewGuid():N}.tar");
        try
        {
            var tree = subdirectory.Length == 0 ? commit : $"{commit}:{subdirectory.Trim('/')}";
            Require(["archive", "--format=tar", $"--output={archive}", tree]);
            using var stream = File.OpenRead(archive);
            ArchiveReader.Extract(stream, target, skipFirst: false);
        }
        finally
        {
            File.Delete(archive);
        }
    }

    private bool Has(string commit) =>
        commit.Length >= 40
        && commit.All(char.IsAsciiHexDigit)
        && Directory.Exists(directory)
        && Run(["rev-parse", "--verify", "--quiet", commit + "^{commit}"], directory).Trim() == commit;

    private void Fetch()
    {
        if (!Directory.Exists(directory))
        {
            // Cloned beside and renamed, so that an interrupted clone is never taken for a repository.
            var temporary = directory + "." + Guid.NewGuid().ToString("N");
            Directory.CreateDirectory(Path.GetDirectoryName(directory)!);
            try
            {
                Require(["clone", "--quiet", "--mirror", "--", url, temporary], "/");
                Directory.Move(temporary, directory);
            }
            finally
            {
                if (Directory.Exists(temporary))
                {
                    Directory.Delete(temporary, recursive: true);
                }
            }
            return;
        }
        Require(["fetch", "--quiet", "--prune", "--tags", "--force", "origin", "+refs/*:refs/*"]);
    }

    private void Require(string[] arguments, string? workingDirectory = null)
    {
        var (output, error, code) = Start(arguments, workingDirectory ?? directory);
        if (code != 0)
        {
            var reason = (error + output).Trim().Split('\n').LastOrDefault(line => line.Length > 0) ?? "";
            throw new ModulesException($"git {arguments[0]} of {url} failed: {reason}");
        }
    }

    private static string Run(string[] arguments, string workingDirectory) =>
        Start(arguments, workingDirectory).Output;

    private static (string Output, string Error, int Code) Start(string[] arguments, string workingDirectory)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // Nobody is there to answer a question for a password.
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LC_ALL"] = "C";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Limit))
            {
                process.Kill(entireProcessTree: true);
                throw new ModulesException(
                    $"git {arguments[0]} took longer than {Limit.TotalMinutes} minutes"
                );
            }
            return (output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult(), process.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new ModulesException("the command `git` is not installed", failure);
        }
    }
}
