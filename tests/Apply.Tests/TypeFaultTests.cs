using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply.Tests;

/// <summary>
/// For every type: the n-th call of a run fails (a full disk, a refusal, a child that is killed, a command
/// that hangs), for every n. Each ends in a report, leaves no file aside, and the next run converges.
/// </summary>
public sealed class TypeFaultTests : IDisposable
{
    private readonly TemporaryRoot root;

    /// <summary>Messages touch nothing, and libaugeas works on copies of its own, taken over whole.</summary>
    private static readonly string[] Elsewhere = ["augeas", "notify"];

    /// <summary>Types of machines that run: nothing of them is in a tree of files alone.</summary>
    private static readonly string[] OfMachines =
    [
        "firewall",
        "firewallchain",
        "loginctl_user",
        "reboot",
        "sysctl_runtime",
    ];

    // A table: method length.
    private static readonly Dictionary<string, (string Reference, string Attributes)[]> Examples = new()
    {
        ["alternative_entry"] =
        [
            (
                "Alternative_entry[/bin/new]",
                """{"altlink": "/usr/bin/tool", "altname": "tool", "priority": 10}"""
            ),
        ],
        ["alternatives"] = [("Alternatives[tool]", """{"path": "/bin/b"}""")],
        ["apt_key"] = [($"Apt_key[{SmallServers.Key}]", """{"ensure": "present", "content": "a key"}""")],
        ["archive"] =
        [
            ("Archive[/made/data]", """{"source": "/src/a"}"""),
            ("Archive[/made/old]", """{"ensure": "absent"}"""),
        ],
        ["concat_file"] =
        [
            ("Concat_file[c]", """{"path": "/etc/joined", "tag": "c"}"""),
            ("Concat_fragment[one]", """{"target": "c", "content": "one\n", "order": "1"}"""),
        ],
        ["cron"] =
        [
            ("Cron[job]", """{"command": "/bin/true", "user": "root", "minute": "5"}"""),
            ("Cron[old]", """{"ensure": "absent", "user": "root"}"""),
        ],
        ["exec"] = [("Exec[/bin/make /made/x]", """{"unless": "/bin/there /made/x"}""")],
        ["file"] =
        [
            ("File[/etc/lined]", """{"content": "new\n", "mode": "0600"}"""),
            ("File[/tree]", """{"ensure": "directory", "recurse": true, "purge": true, "source": "/src"}"""),
        ],
        ["file_line"] = [("File_line[l]", """{"path": "/etc/lined", "line": "two"}""")],
        ["firewall"] =
        [
            (
                "Firewall[100 ssh]",
                """
                {"ensure": "present", "proto": "tcp", "dport": ["22"], "action": "accept", "chain": "INPUT",
                "table": "filter", "provider": "iptables"}
                """
            ),
            ("Firewall[900 old]", """{"ensure": "absent", "provider": "iptables"}"""),
        ],
        ["firewallchain"] =
        [
            ("Firewallchain[WEB:filter:IPv4]", """{"ensure": "present"}"""),
            ("Firewallchain[FORWARD:filter:IPv4]", """{"ensure": "present", "policy": "drop"}"""),
            ("Firewallchain[OLD:filter:IPv4]", """{"ensure": "absent"}"""),
        ],
        ["group"] = [("Group[stage]", """{"gid": 4711}"""), ("Group[spare]", """{"ensure": "absent"}""")],
        ["host"] = [("Host[db]", """{"ip": "10.0.0.1"}"""), ("Host[old]", """{"ensure": "absent"}""")],
        ["ini_setting"] =
        [
            ("Ini_setting[i]", """{"path": "/etc/ini", "section": "one", "setting": "a", "value": "2"}"""),
        ],
        ["ini_subsetting"] =
        [
            (
                "Ini_subsetting[s]",
                """{"path": "/etc/subini", "section": "", "setting": "OPTS", "subsetting": "-m", "value": "5"}"""
            ),
        ],
        ["loginctl_user"] = [("Loginctl_user[player]", """{"linger": "enabled"}""")],
        ["mailalias"] = [("Mailalias[root]", """{"recipient": ["a", "b"]}""")],
        ["mount"] =
        [
            ("Mount[/data]", """{"ensure": "defined", "device": "none", "fstype": "tmpfs"}"""),
            ("Mount[/old]", """{"ensure": "absent"}"""),
        ],
        ["mysql_database"] =
        [
            (
                "Mysql_database[shop]",
                """{"ensure": "present", "charset": "latin1", "collate": "latin1_swedish_ci"}"""
            ),
            ("Mysql_database[old]", """{"ensure": "absent"}"""),
        ],
        ["mysql_datadir"] =
        [
            ("Mysql_datadir[/made/mysql]", """{"ensure": "present", "datadir": "/made/mysql"}"""),
        ],
        ["mysql_grant"] =
        [
            (
                "Mysql_grant[old@localhost/shop.*]",
                """
                {"ensure": "present", "user": "old@localhost", "table": "shop.*", "privileges": ["SELECT"]}
                """
            ),
            (
                "Mysql_grant[old@localhost/old.*]",
                """{"ensure": "absent", "user": "old@localhost", "table": "old.*", "privileges": ["ALL"]}"""
            ),
        ],
        ["mysql_plugin"] =
        [
            ("Mysql_plugin[parser]", """{"ensure": "present", "soname": "parser.so"}"""),
            ("Mysql_plugin[old]", """{"ensure": "absent"}"""),
        ],
        ["mysql_user"] =
        [
            (
                "Mysql_user[shop@localhost]",
                """
                {"ensure": "present", "password_hash": "*6BB4837EB74329105EE4568DDA7DC67ED2CA2AD9",
                "max_user_connections": "5", "tls_options": ["SSL"]}
                """
            ),
            ("Mysql_user[old@localhost]", """{"ensure": "absent"}"""),
        ],
        ["package"] = [("Package[made]", "{}"), ("Package[old]", """{"ensure": "absent"}""")],
        ["postgresql_conf"] =
        [
            ("Postgresql_conf[port]", """{"value": "5433", "target": "/etc/postgresql.conf"}"""),
            ("Postgresql_conf[fsync]", """{"ensure": "absent", "target": "/etc/postgresql.conf"}"""),
        ],
        ["postgresql_conn_validator"] =
        [
            ("Postgresql_conn_validator[v]", """{"run_as": "postgres", "tries": 1, "sleep": 0}"""),
        ],
        ["postgresql_psql"] =
        [
            (
                "Postgresql_psql[CREATE ROLE shop]",
                """
                {"unless": "SELECT 1 FROM pg_roles WHERE rolname = 'shop'", "psql_user": "postgres", "cwd": "/"}
                """
            ),
        ],
        ["postgresql_replication_slot"] =
        [
            ("Postgresql_replication_slot[standby]", """{"ensure": "present"}"""),
            ("Postgresql_replication_slot[old]", """{"ensure": "absent"}"""),
        ],
        ["reboot"] =
        [
            ("Exec[/bin/make /made/x]", """{"unless": "/bin/there /made/x", "notify": "Reboot[now]"}"""),
            ("Reboot[now]", """{"message": "now", "when": "refreshed", "apply": "finished"}"""),
        ],
        ["resources"] =
        [
            ("Resources[host]", """{"purge": true}"""),
            ("Host[localhost]", """{"ip": "127.0.0.1"}"""),
        ],
        ["selboolean"] = [("Selboolean[b]", """{"value": "on"}""")],
        ["selmodule"] = [("Selmodule[m]", """{"ensure": "present", "selmoduledir": "/etc"}""")],
        ["service"] = [("Service[unit]", """{"ensure": "running", "enable": true}""")],
        ["ssh_authorized_key"] =
        [
            ("Ssh_authorized_key[me]", """{"user": "root", "type": "ssh-rsa", "key": "AAAA"}"""),
        ],
        ["sshkey"] = [("Sshkey[there]", """{"type": "ssh-rsa", "key": "AAAA"}""")],
        ["sysctl"] = [("Sysctl[kernel.x]", """{"val": "1"}""")],
        ["sysctl_runtime"] = [("Sysctl_runtime[kernel.x]", """{"val": "1"}""")],
        ["tidy"] = [("Tidy[/tree]", """{"recurse": true, "rmdirs": true}""")],
        ["user"] =
        [
            ("User[player]", """{"uid": 4721, "gid": "old", "home": "/home/player", "groups": ["staff"]}"""),
            ("User[gone]", """{"ensure": "absent"}"""),
        ],
        ["vcsrepo"] =
        [
            ("Vcsrepo[/made/copy]", """{"ensure": "present", "source": "/src/repository"}"""),
            ("Vcsrepo[/made/turned]", """{"ensure": "bare", "source": "/src/repository"}"""),
        ],
        ["yumrepo"] = [("Yumrepo[r]", """{"descr": "R", "baseurl": "http://r/"}""")],
    };

    /// <summary>The same root as that of a machine that runs: the kernel is asked for nothing else.</summary>
    private readonly RootfsHost running;
    private readonly RootDirectory runningRoot;

    public TypeFaultTests()
    {
        root = new TemporaryRoot(folder => new SmallMachine(folder).Run);
        runningRoot = RootDirectory.Open(root.Path);
        running = new RootfsHost(runningRoot, Stage.Host, FileSources.None, new SmallMachine(root.Path).Run);
    }

    public static TheoryData<string, Fault> Faults =>
        [
            .. Examples
                .Keys.Order(StringComparer.Ordinal)
                .SelectMany(type => Enum.GetValues<Fault>().Select(fault => (type, fault))),
        ];

    public void Dispose()
    {
        runningRoot.Dispose();
        root.Dispose();
    }

    [Fact]
    public void Every_type_that_is_managed_here_has_an_example() =>
        Assert.Equal(
            ProviderRoster
                .All.Select(provider => provider.ResourceType)
                .Distinct()
                .Order(StringComparer.Ordinal),
            Examples.Keys.Concat(Elsewhere).Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Faults))]
    public void Whatever_fails_is_told_and_mended_by_the_next_run(string type, Fault fault)
    {
        for (var n = 1; ; n++)
        {
            root.Clear();
            Fill();
            var machine = OfMachines.Contains(type) ? running : root.Host;
            var host = new FaultyHost(machine, n, fault);
            var report = Apply(type, host);
            var place = $"{fault} at call {n} ({host.Failed})";
            Assert.True(report.IsCompleted, place);
            Assert.DoesNotContain("/.bunraku", root.Print(), StringComparison.Ordinal);
            using var bytes = new MemoryStream();
            ReportYaml.Write(report, bytes);
            if (host.Failed is null)
            {
                Assert.False(report.HasFailures, Told(report));
                // A type whose work is done by files alone has no child that could be killed.
                Assert.True(n > 1 || fault is Fault.Killed or Fault.Hung);
                break;
            }
            var repaired = Apply(type, machine);
            Assert.False(repaired.HasFailures, $"{place}: {Told(repaired)}");
            var third = Apply(type, machine);
            Assert.True(third.Status == "unchanged", $"{place}: {Told(third)}");
        }
    }

    private static string Told(Report report) =>
        string.Join('\n', report.Logs.Select(line => line.ToString()));

    private static Report Apply(string type, Host host)
    {
        var resources = Examples[type]
            .Select(one => new Resource(CaseResources.Reference(one.Reference))
            {
                Parameters = CaseResources.Attributes(one.Attributes),
            });
        var graph = ResourceGraph.Build(
            new Catalog("node", "production") { Resources = [.. resources] },
            out var problems
        );
        Assert.Empty(problems);
        var settings = new TransactionSettings { State = new RunState(), Values = new SystemValues() };
        return Transaction.Run(graph, host, new Facts("node", HashValue.Empty), settings);
    }

    // A table of what the root holds: method length.
    private void Fill()
    {
        foreach (
            var folder in (string[])
                [
                    "etc",
                    "made",
                    "src/sub",
                    "tree",
                    "var/lib/dpkg",
                    "root",
                    "home",
                    "bin",
                    "usr/bin",
                    "usr/sbin",
                    "proc/sys/kernel",
                    "etc/ssh",
                ]
        )
        {
            root.Host.CreateDirectories("/" + folder);
        }
        (string Path, string Text)[] files =
        [
            ("/etc/hosts", "127.0.0.1\tlocalhost\n10.0.0.9\told\n"),
            ("/etc/lined", "one\n"),
            ("/etc/ini", "[one]\na = 1\n"),
            ("/etc/subini", "OPTS=\"-m256\"\n"),
            ("/etc/aliases", "root: x\n"),
            ("/etc/fstab", "none\t/old\ttmpfs\tdefaults\t0\t0\n"),
            (
                "/etc/passwd",
                "root:x:0:0::/root:/bin/sh\ngone:x:1001:100::/home/gone:/bin/sh\npostgres:x:102:102::/:/bin/sh\n"
            ),
            ("/etc/shadow", "root:*:1::::::\ngone:*:1::::::\n"),
            ("/etc/group", "root:x:0:\nstaff:x:50:\nold:x:100:\nspare:x:101:\npostgres:x:102:\n"),
            ("/etc/gshadow", "root:*::\nstaff:*::\nold:*::\nspare:*::\n"),
            ("/etc/alternatives-chosen", "/bin/a"),
            ("/etc/alternatives-chosen-known", "/bin/a\n/bin/b\n"),
            ("/etc/selinux-booleans", "off"),
            ("/etc/m.pp", ""),
            ("/etc/apt/sources.list", ""),
            ("/etc/postgresql.conf", "port = 5432\nfsync = off\n"),
            ("/made/turned/.git/config", "url = /src/repository\n"),
            ("/made/turned/.git/HEAD", "ref: refs/heads/main\n"),
            ("/made/turned/lost", ""),
            (SmallServers.State + "accounts", "old@localhost\told\tlocalhost\t*OLD\t0\t\n"),
            (SmallServers.State + "chains", ":INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OLD - [0:0]\n"),
            (SmallServers.State + "databases", "old\tutf8mb4\tutf8mb4_general_ci\n"),
            (SmallServers.State + "linger", "no"),
            (SmallServers.State + "plugins", "old\tACTIVE\tFTPARSER\told.so\tGPL\n"),
            (SmallServers.State + "rights", "old.*\tINSERT\n"),
            (
                SmallServers.State + "rules",
                "INPUT -p udp -m multiport --dports 53 -m comment --comment \"900 old\" -j ACCEPT\n"
            ),
            (SmallServers.State + "slots", "old\n"),
            (
                "/etc/systemd/system/unit.service",
                "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n"
            ),
            (
                "/var/lib/dpkg/status",
                "Package: old\nStatus: install ok installed\nArchitecture: all\nVersion: 1.0\n\n"
            ),
            ("/var/spool/cron/crontabs/root", "# Puppet Name: old\n1 * * * * /bin/false\n"),
            ("/proc/sys/kernel/x", "0\n"),
            ("/src/a", "one"),
            ("/src/sub/b", "two"),
            ("/made/old", "old"),
            ("/tree/old", "old"),
        ];
        foreach (var (path, text) in files)
        {
            root.Host.CreateDirectories(FilePath.Parent(path));
            root.Host.WriteText(path, text);
        }
        string[] programs =
        [
            "/bin/make",
            "/bin/there",
            "/bin/a",
            "/bin/b",
            "/usr/bin/apt-get",
            "/usr/bin/update-alternatives",
            "/usr/bin/apt-key",
            "/usr/bin/git",
            "/usr/bin/gpg",
            "/usr/bin/loginctl",
            "/usr/bin/mysql",
            "/usr/bin/mysql_install_db",
            "/usr/bin/psql",
            "/usr/sbin/getsebool",
            "/usr/sbin/iptables",
            "/usr/sbin/iptables-save",
            "/usr/sbin/mysqld",
            "/usr/sbin/setsebool",
            "/usr/sbin/semodule",
            "/usr/sbin/shutdown",
        ];
        foreach (var program in programs)
        {
            root.Host.WriteText(program, "");
            root.Host.SetPermissions(program, 0b111_101_101);
        }
    }

    /// <summary>The n-th call fails; with a fault of processes, the n-th of those.</summary>
    private sealed class FaultyHost(Host inner, int failingCall, Fault fault) : WrappedHost(inner)
    {
        private int calls;

        /// <summary>What failed; null as long as nothing has.</summary>
        public string? Failed { get; private set; }

        private bool IsOfProcesses => fault is Fault.Killed or Fault.Hung;

        public override ProcessResult Query(ProcessRequest request) => Fail(request) ?? base.Query(request);

        public override ProcessResult Run(ProcessRequest request) => Fail(request) ?? base.Run(request);

        protected override void OnLook(string verb, string target) => Count(verb, target);

        protected override void OnChange(string verb, string target) => Count(verb, target);

        private ProcessResult? Fail(ProcessRequest request)
        {
            if (!IsOfProcesses || ++calls != failingCall)
            {
                return null;
            }
            Failed = string.Join(' ', request.Command);
            return new ProcessResult(137, "", "") { Signal = 9, TimedOut = fault == Fault.Hung };
        }

        private void Count(string verb, string target)
        {
            if (!IsOfProcesses && ++calls == failingCall)
            {
                Failed = $"{verb} {target}";
                throw new HostException(
                    (fault == Fault.FullDisk ? "No space left on device - " : "Permission denied - ") + target
                );
            }
        }
    }
}

/// <summary>How the world fails.</summary>
public enum Fault
{
    FullDisk,
    Refused,
    Killed,
    Hung,
}
