using System.Collections.Immutable;
using System.Text;

namespace Bunraku.Apply;

/// <summary>
/// A MySQL server as <c>mysql</c> or <c>mariadb</c> reaches it, with root's own settings
/// (<c>~/.my.cnf</c>, <c>~/.mylogin.cnf</c>).
/// </summary>
internal static class MysqlClient
{
    public static bool IsThere(Host host) => Program(host) is not null;

    /// <summary>The rows that a query finds, column by column.</summary>
    public static List<ImmutableArray<string>> Rows(Host host, string query)
    {
        var result = Ask(host, query);
        return result.Succeeded
            ? [.. Lines(result.Output).Select(line => line.Split('\t').Select(Unescape).ToImmutableArray())]
            : throw HostTool.Failure(result, Command(host, "-NBe", query));
    }

    /// <summary>The rows that a query finds, by the names of the columns in small letters.</summary>
    public static IEnumerable<Dictionary<string, string>> NamedRows(Host host, string query)
    {
        var result = host.Query(Request(host, Command(host, "-Be", query)));
        if (!result.Succeeded)
        {
            throw HostTool.Failure(result, Command(host, "-Be", query));
        }
        var lines = Lines(result.Output).Select(line => line.Split('\t')).ToList();
        return lines
            .Skip(1)
            .Select(line =>
                lines[0]
                    .Zip(line)
                    .GroupBy(pair => pair.First.ToLowerInvariant())
                    .ToDictionary(pair => pair.Key, pair => Unescape(pair.First().Second))
            );
    }

    /// <summary>What a query answers, right or wrong.</summary>
    public static ProcessResult Ask(Host host, string query) =>
        host.Query(Request(host, Command(host, "-NBe", query)));

    /// <summary>Sends a statement that changes something.</summary>
    public static void Run(Host host, string statement) => Send(host, Command(host, "-NBe", statement));

    /// <summary>Sends a statement about accounts, whose tables are the server's own.</summary>
    public static void RunSystem(Host host, string statement) =>
        Send(host, Command(host, "--database=mysql", "-e", statement));

    /// <summary>What the server is; its client's word counts for nothing.</summary>
    public static MysqlVersion Version(Host host) =>
        MysqlVersion.Parse(Rows(host, "SELECT CONCAT(VERSION(), ' ', @@version_comment)")[0][0]);

    /// <summary>The name of an account as statements have it: <c>'user'@'host'</c>.</summary>
    public static string Account(string name)
    {
        var at = name.LastIndexOf('@');
        return at < 0 ? Quote(name) : $"{Quote(User(name[..at]))}@{Quote(name[(at + 1)..])}";
    }

    /// <summary>The name as the server tells it: without the quotes that a manifest may have.</summary>
    public static string Plain(string name)
    {
        var at = name.LastIndexOf('@');
        return at < 0 ? name : User(name[..at]) + name[at..];
    }

    /// <summary>A text as statements have it.</summary>
    public static string Quote(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A name of a database as statements have it.</summary>
    public static string Name(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private static string User(string user) =>
        user.Length > 1 && user[0] is '\'' or '"' or '`' && user[^1] == user[0] ? user[1..^1] : user;

    private static void Send(Host host, ImmutableArray<string> command)
    {
        var result = host.Run(Request(host, command));
        if (!result.Succeeded)
        {
            throw HostTool.Failure(result, command);
        }
    }

    private static string? Program(Host host) => Programs.Find(host, "mysql", "mariadb");

    private static ImmutableArray<string> Command(Host host, params ReadOnlySpan<string> arguments)
    {
        var command = ImmutableArray.CreateBuilder<string>();
        command.Add(Program(host) ?? throw new HostException("Command mysql is missing"));
        if (!host.Exists(LoginFile(host)) && host.Exists(SettingsFile(host)))
        {
            command.Add($"--defaults-extra-file={SettingsFile(host)}");
        }
        command.AddRange(arguments);
        return command.ToImmutable();
    }

    private static ProcessRequest Request(Host host, ImmutableArray<string> command)
    {
        var request = HostTool.Request(host, command);
        return host.Exists(LoginFile(host))
            ? request with
            {
                Environment = request.Environment.Add(new("MYSQL_TEST_LOGIN_FILE", LoginFile(host))),
            }
            : request;
    }

    private static string SettingsFile(Host host) => $"{RootHome(host)}/.my.cnf";

    private static string LoginFile(Host host) => $"{RootHome(host)}/.mylogin.cnf";

    private static string RootHome(Host host) => host.Accounts.Users.Find(0)?.Home ?? "/root";

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>mysql(1), --batch: what would break a line is written with a backslash.</summary>
    private static string Unescape(string text)
    {
        if (!text.Contains('\\'))
        {
            return text;
        }
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                plain.Append(text[i]);
                continue;
            }
            plain.Append(
                text[++i] switch
                {
                    'n' => '\n',
                    't' => '\t',
                    '0' => '\0',
                    var c => c,
                }
            );
        }
        return plain.ToString();
    }
}
