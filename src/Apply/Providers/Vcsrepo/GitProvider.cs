using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>Repositories of git (puppetlabs-vcsrepo). Looking fetches nothing: a dry run leaves the copy
/// alone.</summary>
internal sealed partial class GitProvider() : Provider("vcsrepo", "git")
{
    private static readonly ImmutableArray<string> Programs =
    [
        "/usr/bin/git",
        "/usr/local/bin/git",
        "/bin/git",
    ];

    /// <summary>The program as a sentence about its failure names it.</summary>
    public static string Program(Host host) => Programs.FirstOrDefault(host.Exists) ?? "git";

    public override bool IsSuitable(Host host, Facts facts) => Programs.Any(host.Exists);

    public override Observed Observe(Host host, Resource desired)
    {
        var repository = new GitRepository(host, desired);
        var state = repository.State;
        var wanted = desired.Text("ensure");
        if (state == "absent")
        {
            return Observed.Absent;
        }
        var observed = new Observed();
        var isLatest = wanted == "latest" && IsLatest(repository);
        observed.Set(
            "ensure",
            new Finding(isLatest ? "latest" : state)
            {
                IsInSync = wanted switch
                {
                    "present" => true,
                    "latest" => isLatest,
                    _ => state == wanted,
                },
            }
        );
        if (desired.Text("revision") is { } revision)
        {
            var head = repository.Head;
            observed["revision"] = head == CommitOf(repository, revision) ? revision : head;
        }
        return observed;
    }

    /// <summary>The commit that shall be checked out; null when the remote may have one that begins
    /// so.</summary>
    private static string? CommitOf(GitRepository repository, string revision) =>
        repository.Revision(revision)
        ?? repository.RemoteRevision(revision)
        ?? (Digits().IsMatch(revision) ? null : throw NotAReference(revision));

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var repository = new GitRepository(host, desired);
        if (changes.Removes)
        {
            host.DeleteTree(repository.Path);
            return;
        }
        PutBack(host, repository);
        // Who asks for the latest by force wants what the source has, whatever lies there.
        var isForced = changes["ensure"]?.DesiredText == "latest" && desired.Text("force") == "true";
        if (isForced || repository.State == "absent")
        {
            Announce(changes, "bare", $"Creating repository from {desired.Text("ensure")}");
            Create(host, desired, repository, changes);
        }
        else if (desired.Text("ensure") == "bare" && repository.State != "bare")
        {
            changes.Log(LogLevel.Notice, "Converting working copy repository to bare repository", "ensure");
            MakeBare(host, repository);
        }
        else
        {
            if (changes["ensure"]?.DesiredText == "latest" && repository.State == "bare")
            {
                changes.Log(
                    LogLevel.Notice,
                    "Converting bare repository to working copy repository",
                    "ensure"
                );
                MakeWorkingCopy(host, repository);
            }
            Fetch(repository);
            var revision = desired.Text("revision") ?? repository.Branch;
            Announce(changes, "present", $"Updating to latest '{revision}' revision");
            Checkout(desired, repository, revision);
        }
        SetOwner(host, desired, repository);
        SetExcludes(host, desired, repository);
    }

    /// <summary>A line for the log where the copy itself is made or moved, but in one state.</summary>
    private static void Announce(ChangeSet changes, string silent, string line)
    {
        if (changes["ensure"] is { } change && change.DesiredText != silent)
        {
            changes.Log(LogLevel.Notice, line, "ensure");
        }
    }

    /// <summary>Whether the branch that is checked out is where the remote's is; what is checked out without
    /// one is. That another one shall be, <c>revision</c> sees.</summary>
    private static bool IsLatest(GitRepository repository) =>
        repository.Branch is not { } branch
        || (repository.RemoteRevision(branch) ?? repository.Revision(branch)) == repository.Head;

    private static void Create(Host host, Resource desired, GitRepository repository, ChangeSet changes)
    {
        var isBare = desired.Text("ensure") == "bare";
        if (isBare && desired.Text("revision") is { } unwanted)
        {
            throw new HostException($"Cannot set a revision ({unwanted}) on a bare repository");
        }
        MakeRoom(host, desired, repository, changes);
        if (repository.Url is not { } url)
        {
            host.CreateDirectories(repository.Path);
            repository.Run(isBare ? ["init", "--bare"] : ["init"]);
            return;
        }
        repository.RunIn("/", CloneArguments(desired, url, repository.Path, isBare));
        SetRemotes(repository);
        if (desired.Text("revision") is { } revision)
        {
            Checkout(desired, repository, revision);
        }
        else if (!isBare)
        {
            UpdateSubmodules(desired, repository);
        }
    }

    /// <summary>What git keeps takes the place of the files it is kept for.</summary>
    private static void MakeBare(Host host, GitRepository repository)
    {
        repository.Run("config", "--local", "--bool", "core.bare", "true");
        host.DeleteTree(repository.Aside);
        host.Rename(repository.Path, repository.Aside);
        host.Rename(repository.Aside + "/.git", repository.Path);
        host.DeleteTree(repository.Aside);
    }

    /// <summary>
    /// The repository becomes what git keeps for files, which come out of it before it has its old name
    /// again.
    /// </summary>
    private static void MakeWorkingCopy(Host host, GitRepository repository)
    {
        repository.Run("config", "--local", "--bool", "core.bare", "false");
        foreach (var (name, _) in repository.Remotes)
        {
            // A bare clone keeps the branches of its remote as its own.
            var branches = $"+refs/heads/*:refs/remotes/{name}/*";
            repository.Run("config", "--local", $"remote.{name}.fetch", branches);
        }
        var hasCommits = repository.Head.Length > 0;
        host.DeleteTree(repository.Aside);
        host.CreateDirectories(repository.Aside);
        host.Rename(repository.Path, repository.Aside + "/.git");
        if (hasCommits)
        {
            repository.RunIn(repository.Aside, ["reset", "--hard", "HEAD"]);
        }
        host.Rename(repository.Aside, repository.Path);
    }

    /// <summary>A repository that a run was killed over while it was turned lies aside still.</summary>
    private static void PutBack(Host host, GitRepository repository)
    {
        if (!host.Exists(repository.Path) && host.Exists(repository.Aside))
        {
            host.Rename(repository.Aside, repository.Path);
        }
    }

    private static ImmutableArray<string> CloneArguments(
        Resource desired,
        string url,
        string path,
        bool isBare
    )
    {
        var arguments = ImmutableArray.CreateBuilder<string>();
        arguments.Add("clone");
        if (desired.Text("depth") is { } depth && depth != "0")
        {
            arguments.AddRange("--depth", depth);
            if (desired.Text("revision") is { } revision)
            {
                arguments.AddRange("--branch", revision);
            }
        }
        if (desired.Text("branch") is { } branch)
        {
            arguments.AddRange("--branch", branch);
        }
        if (isBare)
        {
            arguments.Add("--bare");
        }
        if (desired.Text("remote") is { } remote && remote != "origin")
        {
            arguments.AddRange("--origin", remote);
        }
        arguments.AddRange(url, path);
        return arguments.ToImmutable();
    }

    private static void MakeRoom(Host host, Resource desired, GitRepository repository, ChangeSet changes)
    {
        if (
            host.Status(repository.Path) is not { } status
            || (status.Kind == FileKind.Directory && host.List(repository.Path).IsEmpty)
        )
        {
            return;
        }
        if (desired.Text("force") != "true")
        {
            throw new HostException("Could not create repository (non-repository at path)");
        }
        changes.LogPlainly(
            LogLevel.Notice,
            $"{desired.Reference}(provider=git): Removing {repository.Path} to replace with vcsrepo."
        );
        host.DeleteTree(repository.Path);
    }

    private static void SetRemotes(GitRepository repository)
    {
        foreach (var (name, url) in repository.Remotes)
        {
            var found = repository.Ask("config", "--get", $"remote.{name}.url");
            if (!found.Succeeded)
            {
                repository.Run("remote", "add", name, url);
                repository.Run("remote", "update");
            }
            else if (found.Output.Trim() != url)
            {
                repository.Run("remote", "set-url", name, url);
                repository.Run("remote", "update");
            }
        }
    }

    private static void Fetch(GitRepository repository)
    {
        SetRemotes(repository);
        foreach (var (name, _) in repository.Remotes)
        {
            repository.Run("fetch", name);
            repository.Run("fetch", "--tags", name);
        }
    }

    private static void Checkout(Resource desired, GitRepository repository, string? revision)
    {
        if (revision is null)
        {
            return;
        }
        var remote = desired.Text("remote") ?? "origin";
        if (!repository.HasLocalBranch(revision) && repository.HasRemoteBranch(revision))
        {
            repository.Run("checkout", "--force", "-b", revision, "--track", $"{remote}/{revision}");
        }
        else
        {
            repository.Run("checkout", "--force", revision);
            if (repository.HasLocalBranch(revision) && repository.HasRemoteBranch(revision))
            {
                repository.Run("reset", "--hard", $"{remote}/{revision}");
            }
        }
        UpdateSubmodules(desired, repository);
    }

    private static void UpdateSubmodules(Resource desired, GitRepository repository)
    {
        if (desired.Text("submodules") != "false" && desired.Text("ensure") != "bare")
        {
            repository.Run("submodule", "update", "--init", "--recursive");
        }
    }

    private static void SetOwner(Host host, Resource desired, GitRepository repository)
    {
        var (owner, group) = (desired.Text("owner"), desired.Text("group"));
        if (owner is null && group is null)
        {
            return;
        }
        var uid = owner is null ? -1 : host.Accounts.UserId(owner) ?? throw NotFound("user", owner);
        var gid = group is null ? -1 : host.Accounts.GroupId(group) ?? throw NotFound("group", group);
        var waiting = new Stack<string>([repository.Path]);
        while (waiting.TryPop(out var path))
        {
            host.SetOwner(path, uid, gid);
            if (host.LinkStatus(path) is { Kind: FileKind.Directory })
            {
                foreach (var entry in host.List(path))
                {
                    waiting.Push(entry.Path);
                }
            }
        }
    }

    private static HostException NotAReference(string revision) =>
        new($"{revision} is not a local or remote ref");

    [GeneratedRegex(@"\A[0-9a-fA-F]{4,40}\z")]
    private static partial Regex Digits();

    private static HostException NotFound(string kind, string name) => new($"Could not find {kind} {name}");

    private static void SetExcludes(Host host, Resource desired, GitRepository repository)
    {
        var excludes = desired["excludes"] switch
        {
            null => [],
            ArrayValue list => list.Items.Select(item => item + "\n"),
            var one => [one + "\n"],
        };
        if (excludes.Any())
        {
            host.WriteText(repository.Path + "/.git/info/exclude", string.Concat(excludes));
        }
    }
}
