using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>Files, directories and symbolic links of a Unix host.</summary>
internal sealed class FileProvider() : Provider("file", "posix")
{
    private const int NewFile = 0b110_100_100;
    private const int NewDirectory = 0b111_101_101;

    public override bool RunsBeside => true;

    public override Observed Observe(Host host, Resource desired)
    {
        var wanted = WantedFile.Of(host, desired);
        var observed = new Observed();
        if (wanted.Status(host) is not { } status)
        {
            observed.Set("ensure", Ensuring(wanted, "absent"));
            return observed;
        }
        observed.Set("ensure", ObserveEnsure(wanted, status, observed));
        if (desired.Text("ensure") == "absent")
        {
            // A directory that stays, as nothing forces it, is left alone.
            return observed;
        }
        if (status.Kind == FileKind.Symlink)
        {
            observed.Set(
                "target",
                new Finding(host.ReadLink(wanted.Path))
                {
                    Becomes = wanted.Target is { } target ? new StringValue(target) : null,
                }
            );
        }
        else
        {
            ObserveMode(wanted, status, observed);
        }
        if (status.Kind == FileKind.File && wanted.Contents is { } contents && wanted.Replaces)
        {
            observed.Set(contents.Property, contents.Observe(host, wanted.Path, status));
        }
        ObserveOwner(host, wanted, status, observed);
        FileSelinux.Observe(host, desired, wanted.Path, observed);
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var wanted = WantedFile.Of(host, desired);
        if (changes.Contains("ensure"))
        {
            Make(host, wanted, changes);
            if (!changes.Removes)
            {
                FileSelinux.Set(host, desired, wanted.Path);
            }
            return;
        }
        changes.Each(change =>
        {
            switch (change.Property)
            {
                case "content" or "checksum_value":
                    Rewrite(host, wanted, changes);
                    break;
                case "target":
                    host.Delete(wanted.Path);
                    host.CreateLink(wanted.Path, wanted.Target!);
                    break;
                case "owner":
                    host.SetOwner(wanted.RealPath(host), wanted.Uid(host) ?? -1, -1);
                    break;
                case "group":
                    host.SetOwner(wanted.RealPath(host), -1, wanted.Gid(host) ?? -1);
                    break;
                case "mode":
                    SetMode(host, wanted);
                    break;
                case "seluser" or "selrole" or "seltype" or "selrange":
                    FileSelinux.Set(host, desired, wanted.Path, change.Property);
                    break;
            }
        });
    }

    public override string GeneratorOf(Resource desired) => "eval_generate";

    public override IEnumerable<Resource> Generate(Host host, Resource desired, ManagedResources managed) =>
        desired["recurse"] is null or BooleanValue { IsTrue: false }
            ? []
            : FileTree.Generate(
                host,
                WantedFile.Of(host, FileSourceLookup.WithWhatExists(host, desired)),
                managed
            );

    public override Resource? Find(Host host, string name)
    {
        if (!FilePath.IsAbsolute(name) || host.LinkStatus(name) is not { } status)
        {
            return null;
        }
        var kind = KindName(status.Kind);
        var parameters = new List<KeyValuePair<string, Value>>
        {
            new("ensure", kind),
            new("ctime", TimeOf(status.Changed)),
            new("group", status.Gid),
            new("mode", FilePermissions.Octal(status.Permissions)),
            new("mtime", TimeOf(status.Modified)),
            new("owner", status.Uid),
            new("type", kind),
        };
        if (status.Kind == FileKind.File)
        {
            using var stream = host.OpenRead(name);
            parameters.Add(new("content", "{sha256}" + FileChecksum.Of("sha256", stream)));
        }
        else if (status.Kind == FileKind.Symlink)
        {
            parameters.Add(new("target", host.ReadLink(name)));
        }
        return new Resource(new("File", name)) { Parameters = [.. parameters] };
    }

    private static string TimeOf(UnixTime time) =>
        DateTimeOffset
            .FromUnixTimeSeconds(time.Seconds)
            .ToString("yyyy-MM-dd HH:mm:ss +0000", System.Globalization.CultureInfo.InvariantCulture);

    public override Value? Audit(Host host, Resource desired, Observed observed, string property) =>
        FileAudit.Of(host, WantedFile.Of(host, desired), property);

    public override Value? Left(Host host, Resource desired, string property) =>
        property switch
        {
            "ensure" when desired[property] is { } said => said,
            "ensure" => WantedFile.Of(host, desired).Ensure is { } ensure ? new StringValue(ensure) : null,
            // A source may be a directory.
            "content" when WantedFile.Of(host, desired).Status(host) is { Kind: FileKind.Directory } => null,
            "content" => WantedFile.Of(host, desired).Contents?.Digest is { } digest
                ? new StringValue(digest)
                : null,
            _ => desired[property],
        };

    private static Finding ObserveEnsure(WantedFile wanted, FileStatus status, Observed observed)
    {
        var kind = KindName(status.Kind);
        var agrees = wanted.Ensure is null or "present" || wanted.Ensure == kind;
        if (!agrees && wanted is { Ensure: "absent", Forces: false } && status.Kind == FileKind.Directory)
        {
            // The reference says `removed` here and leaves the directory; a report ought to be true.
            observed.Remark(LogLevel.Notice, "Not removing directory; use 'force' to override");
            agrees = true;
        }
        return Ensuring(wanted, kind) with { IsInSync = agrees || !wanted.Replaces };
    }

    private static Finding Ensuring(WantedFile wanted, string kind)
    {
        var contents = wanted.Ensure is "file" or "present" ? wanted.Contents : null;
        return new Finding(kind)
        {
            Becomes = wanted.Ensure is { } ensure ? new StringValue(ensure) : null,
            IsSecret = FileContents.AreSecret(wanted.Resource),
            Sentence = contents is null ? null : () => $"defined content as '{contents.Digest}'",
        };
    }

    private static void ObserveMode(WantedFile wanted, FileStatus status, Observed observed)
    {
        var found = new Finding(FilePermissions.Octal(status.Permissions));
        if (wanted.Permissions(status) is { } permissions)
        {
            found = found with
            {
                IsInSync = permissions == status.Permissions,
                Becomes = FilePermissions.Octal(permissions),
            };
            if (wanted.Mode is { IsSymbolic: true } mode)
            {
                var general = $"mode changed '{found.Value}' to '{found.Becomes}'";
                found = found with
                {
                    Sentence = () => $"{general} ({mode.Text})",
                    ReportedWanted = mode.Text,
                };
            }
        }
        observed.Set("mode", found);
    }

    private static void ObserveOwner(Host host, WantedFile wanted, FileStatus status, Observed observed)
    {
        if (wanted.Owner is { } owner)
        {
            observed.Set("owner", Found(host.Accounts.UserId(owner), status.Uid, host.Accounts.UserName));
        }
        if (wanted.Group is { } group)
        {
            observed.Set("group", Found(host.Accounts.GroupId(group), status.Gid, host.Accounts.GroupName));
        }
        static Finding Found(int? wanted, int found, Func<int, string> nameOf) =>
            new(nameOf(found))
            {
                IsInSync = wanted == found,
                Reported = found,
                ReportedWanted = wanted is { } number ? number : null,
                Becomes = wanted is { } id ? new StringValue(nameOf(id)) : null,
            };
    }

    private static void Make(Host host, WantedFile wanted, ChangeSet changes)
    {
        if (!changes.Creates)
        {
            RemoveExisting(host, wanted, changes);
        }
        switch (wanted.Ensure)
        {
            case "absent":
                break;
            case "directory":
                MakeDirectory(host, wanted);
                break;
            case "link":
                MakeLink(host, wanted);
                break;
            default:
                Create(host, wanted);
                break;
        }
    }

    private static void RemoveExisting(Host host, WantedFile wanted, ChangeSet changes)
    {
        if (host.LinkStatus(wanted.Path) is not { } status)
        {
            return;
        }
        FileBackup.Take(host, wanted, status, changes);
        if (status.Kind != FileKind.Directory)
        {
            // A file is replaced in one step by the write itself; anything else has to go first.
            if (status.Kind != FileKind.File || wanted.Ensure is not ("file" or "present"))
            {
                host.Delete(wanted.Path);
            }
            return;
        }
        if (!wanted.Forces)
        {
            throw new HostException("Not removing directory; use 'force' to override");
        }
        host.DeleteTree(wanted.Path);
    }

    private static void MakeDirectory(Host host, WantedFile wanted)
    {
        var parent = FilePath.Parent(wanted.Path);
        if (host.Status(parent) is null)
        {
            throw new HostException($"Cannot create {wanted.Path}; parent directory {parent} does not exist");
        }
        var (uid, gid) = (wanted.Uid(host), wanted.Gid(host));
        var permissions =
            wanted.Mode?.Resolve(NewDirectory, isDirectory: true) ?? wanted.SourcePermissions ?? NewDirectory;
        host.CreateDirectory(wanted.Path, permissions);
        if (uid is not null || gid is not null)
        {
            host.SetOwner(wanted.Path, uid ?? -1, gid ?? -1);
            host.SetPermissions(wanted.Path, permissions);
        }
    }

    private static void MakeLink(Host host, WantedFile wanted)
    {
        if (wanted.Target is null)
        {
            throw new HostException("Cannot create a symlink without a target");
        }
        var (uid, gid) = (wanted.Uid(host), wanted.Gid(host));
        host.CreateLink(wanted.Path, wanted.Target);
        if (uid is not null || gid is not null)
        {
            host.SetOwner(wanted.Path, uid ?? -1, gid ?? -1);
        }
    }

    private static void SetMode(Host host, WantedFile wanted)
    {
        var status = wanted.Status(host)!.Value;
        var permissions = wanted.Permissions(status)!.Value;
        // New content came with its permissions.
        if (status.Permissions != permissions)
        {
            host.SetPermissions(wanted.RealPath(host), permissions);
        }
    }

    private static void Create(Host host, WantedFile wanted)
    {
        var mode = wanted.Mode?.Resolve(NewFile, isDirectory: false) ?? wanted.SourcePermissions;
        Write(host, wanted, wanted.RealPath(host), mode, (wanted.Uid(host), wanted.Gid(host)));
    }

    /// <summary>
    /// New bytes take the name with the wanted permissions and, as far as it is known, owner.
    /// </summary>
    private static void Rewrite(Host host, WantedFile wanted, ChangeSet changes)
    {
        var path = wanted.RealPath(host);
        var status = host.LinkStatus(path)!.Value;
        FileBackup.Take(host, wanted, status, changes);
        var (uid, gid) = wanted.KnownOwner(host);
        var owner = (uid < 0 ? status.Uid : uid, gid < 0 ? status.Gid : gid);
        Write(host, wanted, path, wanted.Permissions(status), owner);
    }

    private static void Write(
        Host host,
        WantedFile wanted,
        string path,
        int? permissions,
        (int? Uid, int? Gid) owner
    ) =>
        host.WriteFile(
            path,
            new FileWrite(stream => wanted.Contents?.Write(stream))
            {
                Permissions = permissions,
                Uid = owner.Uid,
                Gid = owner.Gid,
                Check = wanted.ValidateCommand is { } command
                    ? aside => Validate(host, command.Replace(wanted.ValidateReplacement, aside))
                    : null,
            }
        );

    private static void Validate(Host host, string command)
    {
        var result = host.Query(
            new ProcessRequest(["/bin/sh", "-c", command])
            {
                Environment = host.ProcessEnvironment,
                MergesOutput = true,
            }
        );
        if (!result.Succeeded)
        {
            throw new HostException(
                $"Execution of '{command}' returned {result.ExitCode}: {result.Output.Trim()}"
            );
        }
    }

    private static string KindName(FileKind kind) =>
        kind switch
        {
            FileKind.File => "file",
            FileKind.Directory => "directory",
            FileKind.Symlink => "link",
            FileKind.Fifo => "fifo",
            FileKind.Socket => "socket",
            FileKind.BlockDevice => "blockSpecial",
            _ => "characterSpecial",
        };
}
