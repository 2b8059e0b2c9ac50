using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// A package manager that another process holds is waited for, for a while (decision 0132); who holds it is
/// told at once.
/// </summary>
internal static class PackageLock
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <summary>What managers say when another process holds them.</summary>
    private static readonly string[] Signs =
    [
        "Could not get lock",
        "Unable to acquire the dpkg frontend lock",
        "dpkg frontend lock was locked by another process",
        "Unable to lock the administration directory",
        "Another app is currently holding the yum lock",
        "Existing lock /var/run/yum.pid",
        "can't create transaction lock",
        "System management is locked by the application",
        "Unable to lock database",
    ];

    /// <param name="changes">Of whom it is told that there is something to wait for.</param>
    public static ProcessResult Run(Host host, ProcessRequest request, ChangeSet changes)
    {
        var until = host.Time.GetUtcNow() + LongestWait;
        for (var isTold = false; ; isTold = true)
        {
            var result = host.Run(request);
            if (result.Succeeded || !IsLocked(result))
            {
                return result;
            }
            var sentence = Sentence(host, result);
            if (host.Time.GetUtcNow() >= until)
            {
                return Named(result, sentence);
            }
            if (!isTold)
            {
                var seconds = LongestWait.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                changes.Log(LogLevel.Notice, $"{sentence}: waiting for at most {seconds} seconds");
            }
            if (!host.Wait(Pause))
            {
                return Named(result, sentence);
            }
        }
    }

    /// <summary>Whether a manager did nothing because another process holds it.</summary>
    public static bool IsLocked(ProcessResult result) =>
        Signs.Any(sign => result.Output.Contains(sign, StringComparison.Ordinal));

    private static ProcessResult Named(ProcessResult result, string sentence) =>
        result with
        {
            Output = $"{result.Output.TrimEnd()}\n{sentence}",
        };

    /// <summary>Who holds it: the process whose number the manager said, by its name.</summary>
    private static string Sentence(Host host, ProcessResult result)
    {
        if (Holder(result.Output) is not { } number)
        {
            return "The package manager is locked by another process";
        }
        var id = number.ToString(CultureInfo.InvariantCulture);
        var name = host.ReadSmall($"/proc/{id}/comm")?.Trim();
        return $"The package manager is locked by process {id}{(name is null ? "" : $" ({name})")}";
    }

    private static int? Holder(string output)
    {
        var words = output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < words.Length; i++)
        {
            if (
                words[i] is "process" or "pid" or "PID"
                && int.TryParse(
                    words[i + 1].TrimEnd('.', ',', ')'),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                )
            )
            {
                return number;
            }
        }
        return null;
    }
}
