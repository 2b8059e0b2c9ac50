using System.Diagnostics;
using System.Text;
using Bunraku.Unix;

namespace Bunraku.Apply.Tests;

public sealed class ProcessRunnerTests
{
    private static ProcessRequest Shell(string script) =>
        new(["/bin/sh", "-c", script]) { MergesOutput = true };

    [Fact]
    public void Output_and_exit_code_come_back()
    {
        var result = ProcessRunner.Run(Shell("echo out; echo err >&2; exit 3"));

        Assert.Equal(3, result.ExitCode);
        Assert.Null(result.Signal);
        Assert.Equal("", result.Error);
        Assert.Equal("out\nerr\n", result.Output);
    }

    [Fact]
    public void Output_and_error_are_kept_apart_when_wanted()
    {
        var result = ProcessRunner.Run(Shell("echo out; echo err >&2") with { MergesOutput = false });

        Assert.Equal(("out\n", "err\n"), (result.Output, result.Error));
    }

    [Fact]
    public void A_death_by_signal_is_not_an_exit_code()
    {
        var result = ProcessRunner.Run(Shell("kill -SEGV $$"));

        Assert.Equal((139, 11), (result.ExitCode, result.Signal));
    }

    [Fact]
    public void Input_larger_than_a_pipe_goes_in_and_comes_out()
    {
        var text = string.Concat(Enumerable.Repeat("0123456789abcde\n", 100_000));

        var result = ProcessRunner.Run(new ProcessRequest(["cat"]) { Input = Encoding.UTF8.GetBytes(text) });

        Assert.Equal(text, result.Output);
    }

    [Fact]
    public void A_process_that_is_out_of_time_hears_the_last_words_and_ends_by_itself()
    {
        var result = ProcessRunner.Run(
            Shell("read first; echo $first; read last; echo $last; exit 7") with
            {
                Input = "begin\n"u8.ToArray(),
                Farewell = "end\n"u8.ToArray(),
                Timeout = TimeSpan.FromSeconds(0.5),
                Grace = TimeSpan.FromSeconds(20),
            }
        );

        Assert.Equal((7, true), (result.ExitCode, result.TimedOut));
        Assert.Equal("begin\nend\n", result.Output);
    }

    [Fact]
    public void A_process_that_heeds_no_last_words_is_killed()
    {
        var result = ProcessRunner.Run(
            new ProcessRequest(["sleep", "60"])
            {
                Farewell = "end\n"u8.ToArray(),
                Timeout = TimeSpan.FromSeconds(0.2),
                Grace = TimeSpan.FromSeconds(0.2),
            }
        );

        Assert.True(result.TimedOut);
        Assert.Equal(9, result.Signal);
    }

    [Fact]
    public void A_process_need_not_read_its_input()
    {
        var result = ProcessRunner.Run(new ProcessRequest(["true"]) { Input = new byte[1_000_000] });

        Assert.True(result.Succeeded);
    }

    [Fact]
    public void Environment_directory_umask_and_identity_are_what_was_asked_for()
    {
        var root = Environment.UserName == "root";
        var result = ProcessRunner.Run(
            Shell("echo $GREETING; pwd; umask; id -u; id -g; id -G") with
            {
                Environment = [new("GREETING", "hé"), new("PATH", "/usr/bin:/bin")],
                WorkingDirectory = "/usr/bin",
                Umask = 0x17,
                Uid = root ? 1234 : null,
                Gid = root ? 1235 : null,
                Groups = [1236, 1237],
            }
        );

        var identity = root
            ? "1234\n1235\n1235 1236 1237\n"
            : result.Output[(result.Output.IndexOf("27\n") + 3)..];
        Assert.Equal("hé\n/usr/bin\n0027\n" + identity, result.Output);
    }

    [Fact]
    public void A_missing_program_and_a_missing_directory_are_told_apart()
    {
        var program = Assert.Throws<UnixException>(() => ProcessRunner.Run(new(["no-such-program"])));
        var directory = Assert.Throws<UnixException>(() =>
            ProcessRunner.Run(new ProcessRequest(["true"]) { WorkingDirectory = "/no/such/place" })
        );

        Assert.Equal(("execute", "no-such-program", Errno.ENOENT), Told(program));
        Assert.Equal(("chdir", "/no/such/place", Errno.ENOENT), Told(directory));
    }

    [Fact]
    public void A_script_without_an_interpreter_line_is_a_shell_script()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["script"], "echo \"$0 $1\"\n");
        ProcessRunner.Run(new(["chmod", "500", folder["script"]]));

        var result = ProcessRunner.Run(new([folder["script"], "argument"]));

        Assert.Equal(folder["script"] + " argument\n", result.Output);
    }

    [Fact]
    public async Task A_program_that_is_still_being_written_is_waited_for()
    {
        using var folder = new TemporaryFolder();
        File.Copy("/bin/true", folder["program"]);
        using var writing = new ManualResetEventSlim();
        var writer = Task.Run(() =>
            ProcessRunner.Run(
                Shell($"exec 3>>{folder["program"]}; echo; sleep 0.1") with
                {
                    OnLine = _ => writing.Set(),
                }
            )
        );
        writing.Wait();

        Assert.True(ProcessRunner.Run(new([folder["program"]])).Succeeded);
        Assert.True((await writer).Succeeded);
    }

    [Fact]
    public void When_time_is_up_everything_the_process_started_is_gone()
    {
        var clock = Stopwatch.StartNew();
        var result = ProcessRunner.Run(
            Shell("sleep 1000 & echo $!; sleep 1000") with
            {
                Timeout = TimeSpan.FromSeconds(0.2),
            }
        );

        Assert.True(result.TimedOut);
        Assert.Equal((137, 9), (result.ExitCode, result.Signal));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.2, 5);
        AssertSoonGone(int.Parse(result.Output));
    }

    [Fact]
    public void A_process_that_tidies_up_is_given_the_time()
    {
        var result = ProcessRunner.Run(
            Shell("trap 'echo tidy; exit 4' TERM; exec 2>/dev/null; while :; do sleep 0.05; done") with
            {
                Timeout = TimeSpan.FromSeconds(0.3),
                Grace = TimeSpan.FromSeconds(20),
            }
        );

        Assert.True(result.TimedOut);
        Assert.Equal((4, "tidy\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public void An_endless_writer_is_cut_short_and_stopped()
    {
        var result = ProcessRunner.Run(
            new ProcessRequest(["yes"]) { OutputLimitBytes = 1000, Timeout = TimeSpan.FromSeconds(0.2) }
        );

        Assert.True(result.IsTruncated);
        Assert.True(result.TimedOut);
        Assert.Equal(1000, result.Output.Length);
    }

    [Fact]
    public void A_daemon_left_behind_holds_nobody_up()
    {
        var clock = Stopwatch.StartNew();
        var result = ProcessRunner.Run(Shell("sleep 3 & echo started"));

        Assert.Equal("started\n", result.Output);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2.5);
    }

    [Fact]
    public void Lines_are_told_as_they_come()
    {
        var lines = new List<OutputLine>();
        ProcessRunner.Run(
            Shell("printf 'one\\ntw'; printf 'o\\n' ; echo bad >&2; printf last") with
            {
                MergesOutput = false,
                OnLine = lines.Add,
            }
        );

        Assert.Equal(["one", "two", "last"], lines.Where(line => !line.IsError).Select(line => line.Text));
        Assert.Equal(["bad"], lines.Where(line => line.IsError).Select(line => line.Text));
    }

    [Fact]
    public void Cancelling_ends_the_process()
    {
        using var source = new CancellationTokenSource();
        var clock = Stopwatch.StartNew();
        var request = Shell("sleep 1000") with { OnStart = _ => source.CancelAfter(100) };

        Assert.Throws<OperationCanceledException>(() => ProcessRunner.Run(request, source.Token));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.05, 5);
    }

    [Fact]
    public void The_child_has_three_open_files_and_no_blocked_or_ignored_signals()
    {
        var result = ProcessRunner.Run(Shell("ls /proc/self/fd; grep -E 'Sig(Blk|Ign)' /proc/self/status"));

        // Three streams and the one `ls` opens.
        Assert.Equal("0\n1\n2\n3\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n", result.Output);
    }

    [Fact]
    public void Many_threads_may_run_processes_at_once()
    {
        var outputs = new string[200];
        Parallel.For(
            0,
            outputs.Length,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i => outputs[i] = ProcessRunner.Run(new(["echo", i.ToString()])).Output
        );

        Assert.Equal(Enumerable.Range(0, outputs.Length).Select(i => $"{i}\n"), outputs);
    }

    [Fact]
    public void No_file_stays_open_and_no_zombie_stays()
    {
        ProcessRunner.Run(new(["true"]));
        var before = Directory.GetFiles("/proc/self/fd").Length;
        for (var i = 0; i < 50; i++)
        {
            ProcessRunner.Run(new(["true"]));
            Assert.Throws<UnixException>(() => ProcessRunner.Run(new(["no-such-program"])));
        }

        // Other tests of this program open files, too: 50 leaks would show all the same.
        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length, 0, before + 40);
    }

    internal static void AssertSoonGone(int pid)
    {
        for (var i = 0; i < 100 && Alive(pid); i++)
        {
            Thread.Sleep(20);
        }
        Assert.False(Alive(pid), $"process {pid} is still there");
    }

    private static bool Alive(int pid) =>
        File.Exists($"/proc/{pid}/stat") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ");

    private static (string, string, Errno) Told(UnixException exception) =>
        (exception.Operation, exception.Path, exception.Error);
}
