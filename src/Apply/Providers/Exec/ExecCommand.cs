using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>How a manifest's command becomes a process: its words, its environment, its account.</summary>
internal static class ExecCommand
{
    /// <summary>Signs that only a shell understands; without any the words are taken as they stand.</summary>
    private const string ShellSigns = "*?{}[]<>()~&|\\$;'`\"\n#=%";

    private static readonly string[] ShellWords =
    [
        "!",
        ".",
        ":",
        "break",
        "case",
        "cd",
        "continue",
        "do",
        "done",
        "elif",
        "else",
        "esac",
        "eval",
        "exec",
        "exit",
        "export",
        "fi",
        "for",
        "if",
        "in",
        "readonly",
        "return",
        "set",
        "shift",
        "then",
        "times",
        "trap",
        "unset",
        "until",
        "while",
    ];

    /// <summary>
    /// A list is run as it is; a text runs directly when it needs no shell, as Ruby does it.
    /// </summary>
    public static IReadOnlyList<string> Words(Value command)
    {
        if (command is ArrayValue list)
        {
            return [.. list.Items.Select(item => item.ToString())];
        }
        var line = command.ToString();
        var words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var needsShell =
            line.AsSpan().ContainsAny(ShellSigns) || words.Length == 0 || ShellWords.Contains(words[0]);
        return needsShell ? ["/bin/sh", "-c", line] : words;
    }

    /// <summary>
    /// The host's environment, then <c>path</c>, then <c>environment</c>; the last of a name counts.
    /// </summary>
    public static ImmutableArray<KeyValuePair<string, string>> Environment(Host host, Resource desired)
    {
        var variables = new Dictionary<string, string>(host.ProcessEnvironment);
        if (desired["path"] is ArrayValue path)
        {
            variables["PATH"] = string.Join(':', path.Items);
        }
        if (desired["environment"] is ArrayValue settings)
        {
            foreach (var setting in settings.Items.Select(item => item.ToString()))
            {
                var equals = setting.IndexOf('=', StringComparison.Ordinal);
                variables[setting[..equals]] = setting[(equals + 1)..];
            }
        }
        return [.. variables.OrderBy(variable => variable.Key, StringComparer.Ordinal)];
    }

    /// <summary>The request as an account and its groups, given by name or number.</summary>
    public static ProcessRequest As(Host host, ProcessRequest request, string? user, string? group)
    {
        var accounts = host.Accounts;
        var uid = user is null
            ? (int?)null
            : accounts.UserId(user) ?? throw new HostException($"Could not find user {user}");
        var gid = group is null
            ? (int?)null
            : accounts.GroupId(group) ?? throw new HostException($"Could not find group {group}");
        if (uid is null)
        {
            return request with { Gid = gid };
        }
        var name = accounts.UserName(uid.Value);
        return request with
        {
            Uid = uid,
            Gid = gid ?? accounts.Users.Find(uid.Value)?.Gid,
            Groups = [.. accounts.GroupsOf(name).Select(row => row.Gid)],
        };
    }

    /// <summary>A command as a message shows it.</summary>
    public static string Show(Value command) =>
        command switch
        {
            SensitiveValue => "[command redacted]",
            ArrayValue list => $"[{string.Join(", ", list.Items.Select(Show))}]",
            _ => $"\"{command}\"",
        };
}
