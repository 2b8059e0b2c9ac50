using System.Globalization;

namespace Bunraku.Apply;

/// <summary>
/// A package manager that another process holds is waited for, for a while; then it is told who holds it.
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

    public static ProcessResult Run(Host host, ProcessRequest request)
    {
        var until = host.Time.GetUtcNow() + LongestWait;
        while (true)
        {
            var result = host.Run(request);
            if (result.Succeeded || !IsLocked(result) || host.Time.GetUtcNow() >= until)
            {
                return result.Succeeded || !IsLocked(result) ? result : Name(host, result);
            }
            if (!host.Wait(Pause))
            {
                return Name(host, result);
            }
        }
    }

    /// <summary>Whether a manager did nothing because another process holds it.</summary>
    public static bool IsLocked(ProcessResult result) =>
        Signs.Any(sign => result.Output.Contains(sign, StringComparison.Ordinal));

    /// <summary>The process whose number stands in what the manager said, by its name.</summary>
    private static ProcessResult Name(Host host, ProcessResult result)
    {
        if (Holder(result.Output) is not { } number)
        {
            return result;
        }
        var id = number.ToString(CultureInfo.InvariantCulture);
        var name = host.ReadSmall($"/proc/{id}/comm")?.Trim();
        return result with
        {
            Output =
                result.Output.TrimEnd()
                + $"\nThe package manager is locked by process {id}{(name is null ? "" : $" ({name})")}",
        };
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
