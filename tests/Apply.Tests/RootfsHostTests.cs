using Bunraku.Model;

namespace Bunraku.Apply.Tests;

/// <summary>Accounts, jobs, hosts and lines in a root file system: real files, seen from outside.</summary>
public sealed class RootfsHostTests : IDisposable
{
    private const string Site = """
        Group[deploy] {"gid": 1500}
        Group[sys] {"system": true, "ensure": "present"}
        User[deploy] {"uid": "1500", "gid": "deploy", "groups": ["audio"], "password": "$6$x$y", "managehome": true}
        User[svc] {"system": true, "ensure": "present"}
        Cron[job] {"command": "/bin/true", "user": "deploy", "minute": 5}
        Host[db.example.com] {"ip": "10.0.0.5", "host_aliases": ["db"]}
        File_line[line] {"path": "/etc/app.conf", "line": "a=2", "match": "^a="}
        """;

    private readonly TemporaryRoot root = new();

    public RootfsHostTests()
    {
        Put("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n");
        Put("/etc/group", "root:x:0:\naudio:x:29:\nshadow:x:42:\n");
        Put("/etc/shadow", "root:*:20000:0:99999:7:::\n", 0b110_100_000, gid: 42);
        Put("/etc/gshadow", "root:*::\naudio:*::\nshadow:*::\n", 0b110_100_000, gid: 42);
        Put("/etc/hosts", "127.0.0.1\tlocalhost\n");
        Put("/etc/app.conf", "a=1\nb=1", 0b110_000_000, uid: 7, gid: 8);
        Put("/etc/skel/.profile", "umask 022\n");
        Put("/etc/debian_version", "12.11\n");
    }

    public void Dispose() => root.Dispose();

    [Fact]
    public void Accounts_jobs_hosts_and_lines_are_written_with_their_owners_and_modes()
    {
        var report = Apply(Site);
        Assert.DoesNotContain(report.Logs, line => line.Level >= LogLevel.Warning);
        Assert.Equal("changed", report.Status);
        Assert.Equal(
            """
            /etc/passwd 644 0:0
            root:x:0:0:root:/root:/bin/bash
            deploy:x:1500:1500::/home/deploy:/bin/sh
            svc:x:999:998::/home/svc:/bin/sh
            /etc/group 644 0:0
            root:x:0:
            audio:x:29:deploy
            shadow:x:42:
            deploy:x:1500:
            sys:x:999:
            svc:x:998:
            /etc/shadow 640 0:42
            root:*:20000:0:99999:7:::
            deploy:$6$x$y::0:99999:7:::
            svc:!:::::::
            /etc/gshadow 640 0:42
            root:*::
            audio:*::deploy
            shadow:*::
            deploy:!::
            sys:!::
            svc:!::
            /etc/hosts 644 0:0
            127.0.0.1	localhost
            10.0.0.5	db.example.com	db
            /etc/app.conf 600 7:8
            a=2
            b=1
            /home/deploy/.profile 644 1500:1500
            umask 022
            /var/spool/cron/crontabs/deploy 600 1500:0
            # Puppet Name: job
            5 * * * * /bin/true

            """,
            Print(
                "/etc/passwd",
                "/etc/group",
                "/etc/shadow",
                "/etc/gshadow",
                "/etc/hosts",
                "/etc/app.conf",
                "/home/deploy/.profile",
                "/var/spool/cron/crontabs/deploy"
            )
        );
    }

    [Fact]
    public void A_second_apply_changes_nothing()
    {
        Apply(Site);
        var before = root.Print();
        Assert.Equal("unchanged", Apply(Site).Status);
        Assert.Equal(before, root.Print());
    }

    [Fact]
    public void Noop_writes_nothing()
    {
        var before = root.Print();
        Apply(Site, isNoop: true);
        Assert.Equal(before, root.Print());
    }

    [Fact]
    public void What_was_made_can_be_removed_without_a_trace()
    {
        Apply(Site);
        Apply(
            """
            User[deploy] {"ensure": "absent", "managehome": true}
            User[svc] {"ensure": "absent"}
            Group[deploy] {"ensure": "absent"}
            Group[sys] {"ensure": "absent"}
            Host[db.example.com] {"ensure": "absent"}
            """
        );
        Assert.Equal(
            """
            /etc/passwd 644 0:0
            root:x:0:0:root:/root:/bin/bash
            /etc/group 644 0:0
            root:x:0:
            audio:x:29:
            shadow:x:42:
            /etc/shadow 640 0:42
            root:*:20000:0:99999:7:::
            /etc/gshadow 640 0:42
            root:*::
            audio:*::
            shadow:*::
            /etc/hosts 644 0:0
            127.0.0.1	localhost

            """,
            Print("/etc/passwd", "/etc/group", "/etc/shadow", "/etc/gshadow", "/etc/hosts")
        );
        Assert.False(root.Host.Exists("/home/deploy"));
    }

    [Fact]
    public void Links_in_the_root_lead_nowhere_else()
    {
        var outside = Directory.CreateTempSubdirectory("bunraku-");
        try
        {
            root.Host.DeleteTree("/etc/skel");
            root.Host.CreateLink("/home", outside.FullName);
            root.Host.CreateDirectories("/var/spool/cron");
            root.Host.CreateLink("/var/spool/cron/crontabs", outside.FullName);
            Apply(Site);
            Assert.Empty(outside.GetFileSystemInfos());
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    private void Put(string path, string text, int permissions = 0b110_100_100, int uid = 0, int gid = 0)
    {
        root.Host.CreateDirectories(FilePath.Parent(path));
        root.Host.WriteFile(
            path,
            FileWrite.Of(System.Text.Encoding.UTF8.GetBytes(text)) with
            {
                Permissions = permissions,
                Uid = uid,
                Gid = gid,
            }
        );
    }

    /// <summary>Resources a line each: <c>Type[title] {attributes}</c>.</summary>
    private Report Apply(string site, bool isNoop = false)
    {
        var catalog = new Catalog("node", "production")
        {
            Resources =
            [
                .. site.Split('\n')
                    .Select(line => line.Split(' ', 2))
                    .Select(words => new Resource(CaseResources.Reference(words[0]))
                    {
                        Parameters = CaseResources.Attributes(words[1]),
                    }),
            ],
        };
        return Transaction.Run(
            ResourceGraph.Build(catalog, out _),
            root.Host,
            new Facts("node", HashValue.Empty),
            new TransactionSettings { IsNoop = isNoop }
        );
    }

    private string Print(params string[] paths) =>
        string.Concat(
            paths.Select(path =>
            {
                var status = root.Host.Status(path)!.Value;
                var mode = Convert.ToString(status.Permissions, 8);
                return $"{path} {mode} {status.Uid}:{status.Gid}\n{root.Host.ReadText(path)}";
            })
        );
}
