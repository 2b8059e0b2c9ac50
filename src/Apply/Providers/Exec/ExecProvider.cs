using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Commands with their guards. The state is whether the command still has to run; running it is the change.
/// </summary>
internal abstract class ExecProvider(string name) : Provider("exec", name)
{
    private const int CommandNotFound = 127;

    public override bool IsRefreshable => true;

    public override bool RunsBeside => true;

    public override Observed Observe(Host host, Resource desired)
    {
        var observed = new Observed();
        var mustRun = MustRun(host, desired, observed.Remark, isRefresh: false);
        observed.Set(
            "returns",
            new Finding(mustRun ? "notrun" : desired["returns"]!)
            {
                IsInSync = !mustRun,
                Sentence = () => "executed successfully",
            }
        );
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes) =>
        Execute(host, desired, desired["command"]!, changes);

    public override void Refresh(Host host, Resource desired, ChangeSet changes)
    {
        if (!MustRun(host, desired, (level, line) => changes.Log(level, line), isRefresh: true))
        {
            return;
        }
        if (desired["refresh"] is { } refresh)
        {
            // The reference looks at nothing but whether the command could be started.
            host.Run(Request(host, desired, refresh));
        }
        else
        {
            Execute(host, desired, desired["command"]!, changes);
        }
    }

    /// <summary>The program and arguments for a command of the manifest, a text or a list.</summary>
    protected abstract IReadOnlyList<string> Words(Value command);

    /// <summary>Throws when a command cannot be started, in the reference's words.</summary>
    protected virtual void CheckProgram(Host host, Resource desired, Value command) { }

    private bool MustRun(Host host, Resource desired, Action<LogLevel, string> remark, bool isRefresh)
    {
        if (!isRefresh && desired["refreshonly"] is { IsTrue: true })
        {
            return false;
        }
        if (Items(desired["creates"]).Any(path => host.Exists(path.ToString())))
        {
            return false;
        }
        return Items(desired["unless"]).All(guard => Succeeds(guard) is false)
            && Items(desired["onlyif"]).All(guard => Succeeds(guard) is true);

        // Null when the guard took too long: then the command is not run, whichever guard it is.
        bool? Succeeds(Value guard)
        {
            var result = host.Query(Request(host, desired, guard));
            if (result.TimedOut)
            {
                remark(LogLevel.Err, $"Check {ExecCommand.Show(guard)} exceeded timeout");
                return null;
            }
            ThrowIfNotFound(result);
            return result.ExitCode == 0;
        }
    }

    /// <summary>A command is no thing that a machine has: it was not run.</summary>
    public override Resource? Find(Host host, string name) =>
        new(new("Exec", name)) { Parameters = [new("returns", "notrun")] };

    private void Execute(Host host, Resource desired, Value command, ChangeSet changes)
    {
        var request = Request(host, desired, command);
        var accepted = Items(desired["returns"]).Select(code => code.ToString()).ToList();
        var tries = (desired["tries"] as IntegerValue)?.Number ?? 1;
        var pause = TimeSpan.FromSeconds(Seconds(desired["try_sleep"]));
        for (var left = tries; ; left--)
        {
            var result = host.Run(request);
            if (result.TimedOut)
            {
                throw new HostException("Command exceeded timeout");
            }
            ThrowIfNotFound(result);
            var isAccepted = accepted.Contains(result.ExitCode.ToString());
            if (!isAccepted && left > 1)
            {
                Thread.Sleep(pause);
                continue;
            }
            LogOutput(desired, result, isAccepted, changes);
            if (!isAccepted)
            {
                throw new HostException(
                    $"{Shown(command)} returned "
                        + $"{result.ExitCode} instead of one of [{string.Join(",", accepted)}]"
                );
            }
            return;
        }
    }

    /// <summary>A command of words is shown as a list of them.</summary>
    private static string Shown(Value? command) =>
        command switch
        {
            SensitiveValue => "[command redacted]",
            ArrayValue words => $"'[{string.Join(", ", words.Items.Select(word => JsonText.Write(word)))}]'",
            _ => $"'{command}'",
        };

    private static void LogOutput(Resource desired, ProcessResult result, bool succeeded, ChangeSet changes)
    {
        var logs = desired["logoutput"] switch
        {
            BooleanValue truth => truth.IsTrue,
            _ => !succeeded,
        };
        if (!logs)
        {
            return;
        }
        var level = LogLevels.Parse(desired.Text("loglevel")) ?? LogLevel.Notice;
        if (desired["command"] is SensitiveValue)
        {
            changes.Log(level, "[output redacted]", "returns");
            return;
        }
        foreach (var line in result.Output.TrimEnd('\n').Split('\n').Where(line => line.Length > 0))
        {
            changes.Log(level, line, "returns");
        }
    }

    private ProcessRequest Request(Host host, Resource desired, Value command)
    {
        var open = command is SensitiveValue secret ? secret.Inner : command;
        CheckProgram(host, desired, open);
        var timeout = Seconds(desired["timeout"]);
        var request = new ProcessRequest([.. Words(open)])
        {
            Environment = ExecCommand.Environment(host, desired),
            WorkingDirectory = WorkingDirectory(host, desired),
            Umask = desired["umask"] is IntegerValue umask ? (int)umask.Number : null,
            Timeout = timeout > 0 ? TimeSpan.FromSeconds(timeout) : null,
            MergesOutput = true,
        };
        return ExecCommand.As(host, request, desired.Text("user"), desired.Text("group"));
    }

    private static string WorkingDirectory(Host host, Resource desired)
    {
        var directory = desired.Text("cwd") ?? "/";
        return host.Status(directory) is { Kind: Unix.FileKind.Directory }
            ? directory
            : throw new HostException($"Working directory {directory} does not exist!");
    }

    private static void ThrowIfNotFound(ProcessResult result)
    {
        if (result.ExitCode == CommandNotFound)
        {
            throw new HostException(result.Output.TrimEnd('\n'));
        }
    }

    private static IReadOnlyList<Value> Items(Value? value) =>
        value switch
        {
            null => [],
            SensitiveValue secret => Items(secret.Inner),
            ArrayValue array => array.Items,
            _ => [value],
        };

    private static double Seconds(Value? value) =>
        value switch
        {
            FloatValue real => real.Number,
            IntegerValue integer => integer.Number,
            _ => 0,
        };
}
