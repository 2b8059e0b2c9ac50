using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Which ids of a user namespace are which ids outside: root inside is an ordinary user here.
/// </summary>
public sealed record IdentityMap(ImmutableArray<IdentityRange> Users, ImmutableArray<IdentityRange> Groups)
{
    /// <summary>
    /// Why the map holds one id only, so that files cannot belong to anyone else; null when it does not.
    /// </summary>
    public Diagnostic? Limitation { get; init; }

    /// <summary>Whether an id of the sandbox exists outside.</summary>
    public bool HasGroup(int gid) =>
        Groups.Any(range => gid >= range.Inside && gid - range.Inside < range.Count);

    /// <summary>
    /// The ids that we have in our own user namespace, each mapped to itself: for a sandbox within it.
    /// </summary>
    public static IdentityMap Own()
    {
        return new IdentityMap(Own("/proc/self/uid_map"), Own("/proc/self/gid_map"));

        static ImmutableArray<IdentityRange> Own(string path) =>
            [
                .. File.ReadLines(path)
                    .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                    .Select(words => (First: Number(words[0]), Count: Number(words[2])))
                    .Select(range => new IdentityRange(
                        (int)range.First,
                        range.First,
                        (int)Math.Min(range.Count, int.MaxValue)
                    )),
            ];

        static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Root inside is this user, every other id one of those that <c>/etc/subuid</c> and <c>/etc/subgid</c>
    /// lend it. Where they lend none, or the tools that grant them are missing, root is alone.
    /// </summary>
    public static IdentityMap ForThisUser()
    {
        var (uid, gid) = (NativeMethods.EffectiveUser(), NativeMethods.EffectiveGroup());
        var name = AccountName(uid);
        var users = Lent("/etc/subuid", uid, name);
        var groups = Lent("/etc/subgid", uid, name);
        var alone = new IdentityMap([new IdentityRange(0, uid, 1)], [new IdentityRange(0, gid, 1)]);
        if (users.IsEmpty || groups.IsEmpty)
        {
            return alone with { Limitation = ApplyDiagnostics.NoSubordinateIds(name) };
        }
        return IsInstalled("newuidmap") && IsInstalled("newgidmap")
            ? new IdentityMap([.. alone.Users, .. users], [.. alone.Groups, .. groups])
            : alone with
            {
                Limitation = ApplyDiagnostics.UidmapMissing(),
            };
    }

    /// <summary>Gives the map to a namespace that waits for it.</summary>
    /// <exception cref="DiagnosticException">The system does not grant it.</exception>
    internal void WriteFor(int pid)
    {
        var isSingle = Users is [{ Count: 1 }] && Groups is [{ Count: 1 }];
        if (NativeMethods.EffectiveUser() != 0 && !isSingle)
        {
            Grant("newuidmap", pid, Users);
            Grant("newgidmap", pid, Groups);
            return;
        }
        try
        {
            if (NativeMethods.EffectiveUser() != 0)
            {
                // Without it the kernel lets nobody but root write a map of groups: user_namespaces(7).
                File.WriteAllText($"/proc/{pid}/setgroups", "deny");
            }
            File.WriteAllText($"/proc/{pid}/uid_map", Lines(Users));
            File.WriteAllText($"/proc/{pid}/gid_map", Lines(Groups));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(ApplyDiagnostics.IdentitiesNotMapped(exception.Message));
        }
    }

    /// <summary>
    /// Whether the namespace may set supplementary groups: not when an ordinary user mapped itself.
    /// </summary>
    internal bool MaySetGroups => NativeMethods.EffectiveUser() == 0 || Users.Length > 1;

    /// <summary>Lines of <c>name-or-uid:first:count</c>: subuid(5).</summary>
    internal static ImmutableArray<IdentityRange> ParseLent(string text, int uid, string name)
    {
        var ranges = ImmutableArray.CreateBuilder<IdentityRange>();
        var inside = 1;
        foreach (var line in text.Split('\n'))
        {
            if (
                line.Trim().Split(':') is [var owner, var first, var count]
                && (owner == name || owner == uid.ToString(CultureInfo.InvariantCulture))
                && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var outside)
                && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                && length > 0
            )
            {
                ranges.Add(new IdentityRange(inside, outside, length));
                inside += length;
            }
        }
        return ranges.ToImmutable();
    }

    private static ImmutableArray<IdentityRange> Lent(string path, int uid, string name) =>
        File.Exists(path) ? ParseLent(File.ReadAllText(path), uid, name) : [];

    private static string AccountName(int uid)
    {
        var id = uid.ToString(CultureInfo.InvariantCulture);
        return File.Exists("/etc/passwd")
            ? File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(IsOurs)?[0] ?? id
            : id;

        bool IsOurs(string[] fields) => fields.Length > 2 && fields[2] == id;
    }

    private static bool IsInstalled(string tool) =>
        ProcessEnvironments.SearchPath.Split(':').Any(folder => File.Exists(folder + "/" + tool));

    private static void Grant(string tool, int pid, ImmutableArray<IdentityRange> ranges)
    {
        var request = new ProcessRequest([tool, Text(pid), .. ranges.SelectMany(range => range.Numbers)]);
        try
        {
            var result = ProcessRunner.Run(request);
            if (!result.Succeeded)
            {
                throw new DiagnosticException(ApplyDiagnostics.IdentitiesNotMapped(result.Error.Trim()));
            }
        }
        catch (UnixException exception)
        {
            throw new DiagnosticException(ApplyDiagnostics.IdentitiesNotMapped(exception.Message));
        }
    }

    private static string Lines(ImmutableArray<IdentityRange> ranges) =>
        string.Concat(ranges.Select(range => string.Join(' ', range.Numbers) + "\n"));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>So many ids in a row, from one inside and from another outside.</summary>
public sealed record IdentityRange(int Inside, long Outside, int Count)
{
    internal IEnumerable<string> Numbers =>
        new long[] { Inside, Outside, Count }.Select(number => number.ToString(CultureInfo.InvariantCulture));
}
