using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Bunraku.Apply;

/// <summary>
/// The account files of a root file system, edited from outside: passwd(5), shadow(5), group(5), gshadow(5).
/// Lines keep their order; what is not understood is kept.
/// </summary>
internal sealed class AccountTexts(Host host)
{
    private const string GroupShadow = "/etc/gshadow";

    /// <summary>
    /// login.defs(5): where ordinary and system accounts start, and one past where they end.
    /// </summary>
    private static readonly Range OrdinaryIds = 1000..60001;
    private static readonly Range SystemIds = 100..1000;

    public static int FreeUserId(Accounts accounts, bool isSystem) =>
        Free(isSystem, id => accounts.Users.Find(id) is null);

    public static int FreeGroupId(Accounts accounts, bool isSystem) =>
        Free(isSystem, id => accounts.Groups.Find(id) is null);

    public void SetUser(Account user) =>
        Set(
            AccountFiles.Passwd,
            user.Name,
            fields =>
                [
                    user.Name,
                    fields.ElementAtOrDefault(1) ?? "x",
                    Text(user.Uid),
                    Text(user.Gid),
                    user.Comment,
                    user.Home,
                    user.Shell,
                ]
        );

    public void SetPassword(AccountPassword password) =>
        Set(
            AccountFiles.Shadow,
            password.Name,
            fields =>
                [
                    password.Name,
                    password.Hash,
                    Text(password.LastChange),
                    Text(password.LeastAge),
                    Text(password.GreatestAge),
                    Text(password.WarnDays),
                    fields.ElementAtOrDefault(6) ?? "",
                    Text(password.Expiry),
                    fields.ElementAtOrDefault(8) ?? "",
                ]
        );

    public void SetGroup(AccountGroup group)
    {
        var members = string.Join(',', group.Members);
        Set(
            AccountFiles.Group,
            group.Name,
            fields => [group.Name, fields.ElementAtOrDefault(1) ?? "x", Text(group.Gid), members]
        );
        if (host.Exists(GroupShadow))
        {
            Set(
                GroupShadow,
                group.Name,
                fields =>
                    [
                        group.Name,
                        fields.ElementAtOrDefault(1) ?? "!",
                        fields.ElementAtOrDefault(2) ?? "",
                        members,
                    ]
            );
        }
    }

    public void RemoveUser(string name)
    {
        Remove(AccountFiles.Passwd, name);
        Remove(AccountFiles.Shadow, name);
    }

    public void RemoveGroup(string name)
    {
        Remove(AccountFiles.Group, name);
        Remove(GroupShadow, name);
    }

    private static int Free(bool isSystem, Func<int, bool> isFree)
    {
        // The shadow suite looks for system numbers from above, for ordinary ones from below.
        var (start, end) = isSystem
            ? (SystemIds.Start.Value, SystemIds.End.Value)
            : (OrdinaryIds.Start.Value, OrdinaryIds.End.Value);
        var ids = Enumerable.Range(start, end - start);
        return (isSystem ? ids.Reverse() : ids).FirstOrDefault(isFree, -1) is var id and >= 0
            ? id
            : throw new HostException("no free number is left for an account");
    }

    private void Set(string path, string name, Func<string[], ImmutableArray<string>> change)
    {
        var lines = Lines(path);
        var at = lines.FindIndex(line => IsOf(line, name));
        var line = string.Join(':', change(at < 0 ? [] : lines[at].Split(':')));
        if (at < 0)
        {
            lines.Add(line);
        }
        else
        {
            lines[at] = line;
        }
        Write(path, lines);
    }

    private void Remove(string path, string name)
    {
        var lines = Lines(path);
        if (lines.RemoveAll(line => IsOf(line, name)) > 0)
        {
            Write(path, lines);
        }
    }

    private List<string> Lines(string path) =>
        [.. (host.ReadText(path) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private void Write(string path, List<string> lines)
    {
        var isSecret = path is AccountFiles.Shadow or GroupShadow;
        var isNew = host.Status(path) is null;
        host.WriteFile(
            path,
            FileWrite.Of(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")))) with
            {
                Permissions = isNew && isSecret ? 0b110_100_000 : null,
            }
        );
    }

    private static bool IsOf(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal)
        && line.Length > name.Length
        && line[name.Length] == ':';

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
