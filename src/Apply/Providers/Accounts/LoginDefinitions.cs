using System.Collections.Immutable;
using System.Globalization;

namespace Bunraku.Apply;

/// <summary>
/// What a root file system says of new accounts: login.defs(5) and the defaults of useradd(8), Debian's own
/// where the files are silent.
/// </summary>
internal sealed class LoginDefinitions(Host host)
{
    private readonly ImmutableDictionary<string, string> values = Read(host.ReadText("/etc/login.defs"))
        .SetItems(Read(host.ReadText("/etc/default/useradd")));

    public string Shell => values.GetValueOrDefault("SHELL", "/bin/sh");

    /// <summary>Where homes are made.</summary>
    public string HomeFolder => values.GetValueOrDefault("HOME", "/home");

    /// <summary>The permissions of a new home.</summary>
    public int HomePermissions =>
        values.TryGetValue("HOME_MODE", out var mode) ? Octal(mode)
        : values.TryGetValue("UMASK", out var mask) ? 0b111_111_111 & ~Octal(mask)
        : 0b111_101_101;

    public int GreatestAge => Number("PASS_MAX_DAYS", 99999);

    public int LeastAge => Number("PASS_MIN_DAYS", 0);

    public int WarnDays => Number("PASS_WARN_AGE", 7);

    /// <summary>The numbers new accounts get, both ends included.</summary>
    public (int First, int Last) Uids(bool isSystem) =>
        isSystem
            ? (Number("SYS_UID_MIN", 100), Number("SYS_UID_MAX", 999))
            : (Number("UID_MIN", 1000), Number("UID_MAX", 60000));

    public (int First, int Last) Gids(bool isSystem) =>
        isSystem
            ? (Number("SYS_GID_MIN", 100), Number("SYS_GID_MAX", 999))
            : (Number("GID_MIN", 1000), Number("GID_MAX", 60000));

    /// <summary>
    /// The next free number as the shadow suite finds it: one past the greatest in use, for system accounts
    /// one below the least; when that leaves the range, the first that is free.
    /// </summary>
    public static int Next((int First, int Last) range, IEnumerable<int> used, bool isSystem)
    {
        var taken = used.Where(id => id >= range.First && id <= range.Last).ToHashSet();
        var next =
            taken.Count == 0 ? (isSystem ? range.Last : range.First)
            : isSystem ? taken.Min() - 1
            : taken.Max() + 1;
        if (next >= range.First && next <= range.Last)
        {
            return next;
        }
        var ids = Enumerable.Range(range.First, range.Last - range.First + 1);
        var free = (isSystem ? ids.Reverse() : ids).Where(id => !taken.Contains(id)).Take(1).ToList();
        return free is [var id] ? id : throw new HostException("no free number is left for an account");
    }

    private static ImmutableDictionary<string, string> Read(string? text) =>
        (text ?? "")
            .Split('\n')
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split((char[])[' ', '\t', '='], 2, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length == 2)
            .GroupBy(words => words[0], words => words[1].Trim().Trim('"'))
            .ToImmutableDictionary(group => group.Key, group => group.Last());

    private int Number(string name, int otherwise) =>
        values.TryGetValue(name, out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    private static int Octal(string text) =>
        text.All(digit => digit is >= '0' and <= '7')
            ? Convert.ToInt32(text, 8) & 0b111_111_111
            : 0b111_000_000;
}
