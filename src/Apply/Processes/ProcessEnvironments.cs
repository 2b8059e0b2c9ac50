using System.Collections;
using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>The process environments that programs of a host are started with.</summary>
public static class ProcessEnvironments
{
    public const string SearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>A search path and the plain locale, so that outputs can be read by programs.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Plain { get; } =
    [new("PATH", SearchPath), new("LANG", "C"), new("LC_ALL", "C")];

    /// <summary>
    /// This process's own, sorted, without the variables that name an account: as the reference does, a
    /// command
    /// that runs as somebody else shall not take root's home for its own.
    /// </summary>
    public static ImmutableArray<KeyValuePair<string, string>> OfThisProcess() =>
        [.. AllOfThisProcess().Where(entry => !AccountVariables.Contains(entry.Key))];

    /// <summary>This process's own, sorted: for a process that works in its stead.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> AllOfThisProcess() =>
        [
            .. Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? ""))
                .OrderBy(entry => entry.Key, StringComparer.Ordinal),
        ];

    private static readonly string[] AccountVariables = ["HOME", "LOGNAME", "USER", "SHELL", "MAIL"];
}
