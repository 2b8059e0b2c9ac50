using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// The account files of a root file system, edited from outside: passwd(5), shadow(5), group(5), gshadow(5).
/// Lines keep their order; what is not understood is kept, and nothing that would break a line gets in.
/// </summary>
internal sealed class AccountTexts(Host host)
{
    private const string GroupShadow = "/etc/gshadow";

    /// <summary>useradd(8): the longest name.</summary>
    private const int LongestName = 32;

    /// <summary>The number of an account as the manifest gives it; null when it gives none.</summary>
    public static int? Id(Value? value, string what) =>
        value switch
        {
            null => null,
            IntegerValue { Number: >= 0 and < int.MaxValue and var number } => (int)number,
            _ => throw new HostException($"invalid {what} ID '{value}'"),
        };

    public void SetUser(Account user)
    {
        CheckName(user.Name, "user");
        CheckField(user.Comment, "comment");
        CheckField(user.Shell, "shell");
        CheckField(user.Home, "home directory");
        if (!user.Home.StartsWith('/') || user.Home.Split('/').Contains(".."))
        {
            throw new HostException($"invalid home directory '{user.Home}'");
        }
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
    }

    public void SetPassword(AccountPassword password)
    {
        CheckField(password.Hash, "password");
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
    }

    public void SetGroup(AccountGroup group)
    {
        CheckName(group.Name, "group");
        foreach (var member in group.Members)
        {
            CheckName(member, "user");
        }
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

    /// <summary>The names Debian's shadow suite takes; no others can be told apart in the files.</summary>
    private static void CheckName(string name, string what)
    {
        if (
            name.Length is 0 or > LongestName
            || name is "." or ".."
            || name[0] is '-' or '+' or '~'
            || name.AsSpan().ContainsAny(":,/")
            || name.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter))
        )
        {
            throw new HostException(
                what == "group" ? $"'{name}' is not a valid group name" : $"invalid user name '{name}'"
            );
        }
    }

    private static void CheckField(string text, string what)
    {
        if (text.AsSpan().ContainsAny(':', '\n'))
        {
            throw new HostException($"invalid {what} '{text.Replace("\n", "\\n")}'");
        }
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
        else if (lines[at] == line)
        {
            return;
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
        var isNewSecret = path is AccountFiles.Shadow or GroupShadow && host.Status(path) is null;
        var text = string.Concat(lines.Select(line => line + "\n"));
        host.WriteFile(
            path,
            FileWrite.Of(Unix.UnixText.Encode(text)) with
            {
                Permissions = isNewSecret ? 0b110_100_000 : null,
                Gid = isNewSecret ? host.Accounts.GroupId("shadow") : null,
            }
        );
    }

    private static bool IsOf(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal)
        && line.Length > name.Length
        && line[name.Length] == ':';

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
