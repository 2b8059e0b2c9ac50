using System.Collections.Immutable;
using Bunraku.Ruby;

namespace Bunraku.Apply;

/// <summary>The processes and accounts of the host, as Ruby code asks for them.</summary>
internal static class HostDoorProcesses
{
    private const int NotFound = 127;
    private const int LongestPause = 3600;

    public static void Define(RubyWorld world)
    {
        var door = new HostDoor(world);
        door.On("run", 2, a => Run(world, RequestOf(world, a[0], (RubyHash)a[1])));
        door.On("start", 2, a => Start(world, RequestOf(world, a[0], (RubyHash)a[1])));
        door.On("wait", 2, a => Wait(world, a[0] as long?, a[1] is true));
        door.On("child?", 1, a => world.Children.Has((int?)(a[0] as long?)));
        door.On(
            "sleep",
            1,
            a =>
            {
                world.Ruby.Pause(TimeSpan.FromSeconds(Math.Clamp(Convert.ToDouble(a[0]), 0, LongestPause)));
                return Nil.Value;
            }
        );
        door.On("uid", 0, _ => (long)world.Identity.Uid);
        door.On("gid", 0, _ => (long)world.Identity.Gid);
        door.On("own_uid", 0, _ => (long)RubyIdentity.Own(world.Host).Uid);
        door.Do(
            "act_as",
            2,
            a => world.Identity = RubyIdentity.Of(world.Host, (int)(long)a[0], (int)(long)a[1])
        );
        door.Do("act_as_own", 0, _ => world.Identity = RubyIdentity.Own(world.Host));
        door.On("pid", 0, _ => (long)Environment.ProcessId);
        door.On("user", 1, a => User(world, a[0]));
        door.On("group", 1, a => Group(world, a[0]));
        door.On(
            "search_path",
            0,
            _ =>
                world.Ruby.Array([
                    .. Environments(world)
                        .GetValueOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
                        .Split(':', StringSplitOptions.RemoveEmptyEntries)
                        .Select(world.Ruby.String),
                ])
        );
        door.On("unique", 0, _ => world.Ruby.String(Guid.NewGuid().ToString("N")[..12]));
    }

    private static Dictionary<string, string> Environments(RubyWorld world)
    {
        var all = new Dictionary<string, string>();
        foreach (var (name, value) in ((RubyHash)world.Ruby.FindConstant("ENV")!).Pairs)
        {
            if (value is RubyString text)
            {
                all[world.Ruby.TextOf(name)] = text.Text;
            }
        }
        return all;
    }

    private static ProcessRequest RequestOf(RubyWorld world, object command, RubyHash options)
    {
        var environment = Environments(world);
        if (options.Find(new Symbol("nameless")) is true)
        {
            Array.ForEach(["HOME", "LOGNAME", "USER"], name => environment.Remove(name));
        }
        if (options.Find(new Symbol("locale")) is true)
        {
            foreach (
                var name in environment.Keys.Where(name => name.StartsWith("LC_", StringComparison.Ordinal))
            )
            {
                environment.Remove(name);
            }
            environment["LANG"] = environment["LC_ALL"] = "C";
        }
        if (options.Find(new Symbol("environment")) is RubyHash custom)
        {
            foreach (var (name, value) in custom.Pairs)
            {
                environment.Remove(world.Ruby.TextOf(name));
                if (value is RubyString text)
                {
                    environment[world.Ruby.TextOf(name)] = text.Text;
                }
            }
        }
        ImmutableArray<string> words = command is RubyArray list
            ? [.. list.Items.Select(world.Ruby.TextOf)]
            : ["/bin/sh", "-c", world.Ruby.TextOf(command)];
        return new ProcessRequest(words)
        {
            Environment = [.. environment],
            MergesOutput = options.Find(new Symbol("split")) is not true,
            WorkingDirectory = options.Find(new Symbol("cwd")) is RubyString cwd
                ? cwd.Text
                : world.WorkingDirectory,
            Uid =
                options.Find(new Symbol("uid")) is long uid ? (int)uid
                : world.IsOther ? world.Identity.Uid
                : null,
            Gid =
                options.Find(new Symbol("gid")) is long gid ? (int)gid
                : world.IsOther ? world.Identity.Gid
                : null,
            Groups = world.IsOther ? world.Identity.Groups : [],
            Umask = world.Umask == RubyWorld.DefaultUmask ? null : world.Umask,
            Timeout = options.Find(new Symbol("timeout")) is double seconds
                ? TimeSpan.FromSeconds(seconds)
                : world.Ruby.Remaining,
            Input = options.Find(new Symbol("stdin")) is RubyString input ? RubyValues.Bytes(input) : default,
        };
    }

    private static RubyArray Run(RubyWorld world, ProcessRequest request)
    {
        var pid = 0;
        request = request with { OnStart = started => pid = started };
        var result = world.Ruby.Outside(() =>
            world.IsLooking ? world.Host.Query(request) : world.Host.Run(request)
        );
        world.Ruby.CheckDeadlines();
        return Row(world, pid, result);
    }

    private static RubyArray Row(RubyWorld world, int pid, ProcessResult result) =>
        world.Ruby.Array([
            (long)(result.TimedOut ? NotFound : result.ExitCode),
            world.Ruby.String(result.Output),
            world.Ruby.String(result.Error),
            result.Signal is { } signal ? (long)signal : Nil.Value,
            (long)pid,
        ]);

    /// <summary>Lets a process run beside the code, until that waits for it.</summary>
    private static object Start(RubyWorld world, ProcessRequest request)
    {
        var host = world.Host;
        return (long)world.Children.Start(request, world.IsLooking ? host.Query : host.Run);
    }

    /// <summary>What came of a process that was started; nil while it runs and is not waited for.</summary>
    private static object Wait(RubyWorld world, long? pid, bool isPatient)
    {
        var ended = world.Ruby.Outside(() =>
            world.Children.Wait((int?)pid, isPatient ? world.Ruby.Remaining : TimeSpan.Zero)
        );
        world.Ruby.CheckDeadlines();
        return ended is var (number, result) ? Row(world, number, result) : Nil.Value;
    }

    private static object User(RubyWorld world, object key)
    {
        var users = world.Host.Accounts.Users;
        var found = key is long number ? users.Find((int)number) : users.Find(world.Ruby.TextOf(key));
        return found is null
            ? Nil.Value
            : world.Ruby.Array([
                world.Ruby.String(found.Name),
                world.Ruby.String("x"),
                (long)found.Uid,
                (long)found.Gid,
                world.Ruby.String(found.Comment),
                world.Ruby.String(found.Home),
                world.Ruby.String(found.Shell),
            ]);
    }

    private static object Group(RubyWorld world, object key)
    {
        var groups = world.Host.Accounts.Groups;
        var found = key is long number ? groups.Find((int)number) : groups.Find(world.Ruby.TextOf(key));
        return found is null
            ? Nil.Value
            : world.Ruby.Array([
                world.Ruby.String(found.Name),
                world.Ruby.String("x"),
                (long)found.Gid,
                world.Ruby.Array([.. found.Members.Select(world.Ruby.String)]),
            ]);
    }
}
