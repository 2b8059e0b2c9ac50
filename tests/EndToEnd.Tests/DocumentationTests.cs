using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>
/// Every command in a shell block of the README and of <c>docs/</c> is typed as it stands, in the repository;
/// only the registry and the published port are replaced by ones that this machine has.
/// </summary>
[Collection(Stories.Name)]
public sealed partial class DocumentationTests(Website website)
{
    private const string Launcher = "./bunraku ";
    private const int Interrupted = 130;

    public static TheoryData<string> Pages() =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(CaseFile.Root, "docs"), "*.md", SearchOption.AllDirectories)
                .Append(Path.Combine(CaseFile.Root, "README.md"))
                .Where(path => Commands(path).Any())
                .Select(path => Path.GetRelativePath(CaseFile.Root, path))
                .Order(StringComparer.Ordinal),
        ];

    [RootTheory]
    [MemberData(nameof(Pages))]
    public void The_commands_of_a_page_work(string page)
    {
        using var registry = new DockerRegistry();
        var before = Directory.GetFileSystemEntries(CaseFile.Root);
        try
        {
            TypeAll(page, registry);
        }
        finally
        {
            foreach (var written in Directory.GetFileSystemEntries(CaseFile.Root).Except(before))
            {
                File.Delete(written);
            }
        }
    }

    private void TypeAll(string page, DockerRegistry registry)
    {
        foreach (var command in Commands(Path.Combine(CaseFile.Root, page)))
        {
            var here = command.Replace("registry.example.com", registry.Address, StringComparison.Ordinal);
            if (here.StartsWith("run ", StringComparison.Ordinal))
            {
                RunUntilReached(here);
            }
            else
            {
                _ = RealProgram.Try("bash", ["-c", Typed(here)], website.Home.Variables).Succeeded;
            }
        }
    }

    /// <summary>What follows the launcher's name, line by line.</summary>
    private static IEnumerable<string> Commands(string page) =>
        from block in ShellBlock().Matches(File.ReadAllText(page))
        from line in block.Groups[1].Value.Split('\n')
        where line.StartsWith(Launcher, StringComparison.Ordinal)
        select line[Launcher.Length..].Split("  #")[0].Trim();

    private static string Typed(string command) =>
        $"cd '{CaseFile.Root}' && exec '{Product.Executable}' {command}";

    private void RunUntilReached(string command)
    {
        var port = FreePort.Next();
        var published = PublishedPort()
            .Replace(command, string.Create(CultureInfo.InvariantCulture, $"--publish {port}:"));
        using var run = new Daemon(
            "env",
            ["--default-signal=INT", "bash", "-c", Typed(published)],
            () => IsReached(port),
            website.Home.Variables
        );
        Assert.Equal(Interrupted, run.End(Daemon.Interrupt));
    }

    private static bool IsReached(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex("--publish [0-9]+:")]
    private static partial Regex PublishedPort();
}
