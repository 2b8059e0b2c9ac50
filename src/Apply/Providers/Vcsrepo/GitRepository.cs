using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>A working copy, or bare repository, of git at a path of the host.</summary>
internal sealed class GitRepository(Host host, Resource desired)
{
    private static readonly TimeSpan LongestCommand = TimeSpan.FromHours(1);

    public string Path { get; } = desired.Text("path")!;

    /// <summary>Where it lies while it is turned into the other kind.</summary>
    public string Aside => FilePath.Join(FilePath.Parent(Path), $".{FilePath.Name(Path)}.turned");

    private string Remote => desired.Text("remote") ?? "origin";

    /// <summary><c>present</c>, <c>bare</c> or <c>absent</c>.</summary>
    public string State =>
        IsWorkingCopy ? "present"
        : host.Exists(Path + "/config") && host.Exists(Path + "/HEAD") ? "bare"
        : "absent";

    /// <summary>The URL it is cloned from; null for one of its own.</summary>
    public string? Url =>
        desired["source"] switch
        {
            null => null,
            HashValue remotes => remotes
                .Pairs.FirstOrDefault(pair => pair.Key.ToString() == Remote)
                .Value?.ToString()
                ?? throw new HostException($"You must specify the URL for {Remote} in the :source hash"),
            var url => url.ToString(),
        };

    /// <summary>All remotes, by name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Remotes =>
        desired["source"] switch
        {
            null => [],
            HashValue remotes => remotes
                .Pairs.Select(pair => KeyValuePair.Create(pair.Key.ToString(), pair.Value.ToString()))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal),
            var url => [new(Remote, url.ToString())],
        };

    private bool IsWorkingCopy =>
        Url is { } url
            ? (host.ReadText(Path + "/.git/config") ?? "").Contains(url, StringComparison.Ordinal)
            : host.Exists(Path + "/.git");

    /// <summary>The commit that is checked out.</summary>
    public string Head => Resolve("HEAD") ?? "";

    /// <summary>The commit that a tag, branch or commit of the copy names; null for none.</summary>
    public string? Revision(string name) =>
        Resolve($"refs/tags/{name}^0")
        ?? Resolve($"refs/heads/{name}")
        ?? Resolve($"refs/remotes/{Remote}/{name}")
        ?? Resolve(name + "^0");

    /// <summary>The branch that is checked out; null when none is.</summary>
    public string? Branch =>
        Ask("symbolic-ref", "--short", "-q", "HEAD") is { Succeeded: true } result
            ? result.Output.Trim()
            : null;

    /// <summary>The commit that a reference of the remote names now; nothing is fetched.</summary>
    public string? RemoteRevision(string name)
    {
        var result = Ask(
            "ls-remote",
            Remote,
            $"refs/heads/{name}",
            $"refs/tags/{name}^{{}}",
            $"refs/tags/{name}"
        );
        if (!result.Succeeded)
        {
            throw HostTool.Failure(result, [GitProvider.Program(host), "ls-remote", Remote]);
        }
        return result
            .Output.Split('\n')
            .Select(line => line.Split('\t'))
            .Where(words => words.Length == 2)
            .OrderByDescending(words => words[1].EndsWith("^{}", StringComparison.Ordinal))
            .Select(words => words[0])
            .FirstOrDefault();
    }

    public bool HasLocalBranch(string name) => Resolve($"refs/heads/{name}") is not null;

    public bool HasRemoteBranch(string name) => Resolve($"refs/remotes/{Remote}/{name}") is not null;

    public ProcessResult Ask(params ImmutableArray<string> arguments) => host.Query(Request(Path, arguments));

    public void Run(params ImmutableArray<string> arguments) => RunIn(Path, arguments);

    public void RunIn(string folder, ImmutableArray<string> arguments)
    {
        var result = host.Run(Request(folder, arguments));
        if (!result.Succeeded)
        {
            throw HostTool.Failure(result, [GitProvider.Program(host), .. arguments]);
        }
    }

    private string? Resolve(string name) =>
        Ask("rev-parse", "--verify", "--quiet", name) is { Succeeded: true } result
            ? result.Output.Trim()
            : null;

    private ProcessRequest Request(string folder, ImmutableArray<string> arguments)
    {
        var request = HostTool.Request(host, ["git", "-c", "safe.directory=*", .. arguments]) with
        {
            WorkingDirectory = folder,
            Timeout = LongestCommand,
        };
        if (desired.Text("identity") is { } identity)
        {
            request = request with
            {
                Environment = request.Environment.Add(
                    new(
                        "GIT_SSH_COMMAND",
                        "ssh -oStrictHostKeyChecking=no -oPasswordAuthentication=no "
                            + $"-oKbdInteractiveAuthentication=no -oConnectTimeout=120 -i {identity}"
                    )
                ),
            };
        }
        if (desired.Text("user") is not { } name)
        {
            return request;
        }
        var user = host.Accounts.Users.Find(name) ?? throw new HostException($"Could not find user {name}");
        return request with
        {
            Uid = user.Uid,
            Gid = user.Gid,
            Environment = request.Environment.Add(new("HOME", user.Home)),
        };
    }
}
