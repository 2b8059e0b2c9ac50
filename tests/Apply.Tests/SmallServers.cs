using System.Text.RegularExpressions;

namespace Bunraku.Apply.Tests;

/// <summary>
/// The servers of a small machine: as much of a database, a packet filter, a keyring and of git as providers
/// ask of them, kept in files of the folder.
/// </summary>
internal sealed class SmallServers(string folder)
{
    public const string State = "/var/lib/servers/";
    public const string Key = "6D33866EDD8FFA41C0143AEDDCC9EFBF77E11517";

    /// <summary>What a program of a server does; null for other programs.</summary>
    public ProcessResult? Run(string program, string[] words, string workingDirectory) =>
        (program, words) switch
        {
            ("mysql", [.., var sql]) => Mysql(sql),
            ("mysqld", _) => Said("mysqld  Ver 10.11.6-MariaDB\n"),
            ("mysql_install_db", [var data, ..]) => Done(() =>
                Make(data["--datadir=".Length..] + "/mysql", "db", "")
            ),
            ("psql", [.., var sql]) => Psql(sql),
            ("iptables-save", _) => Said(
                $"*filter\n{Read("chains")}{Text(Lines("rules").Select(rule => "-A " + rule))}COMMIT\n"
            ),
            ("iptables", _) => Done(() => Filter([.. words.Where(word => word is not "--wait")])),
            ("apt-key", [.., "--list-keys", _, _, _]) => Said(Read("keys")),
            ("apt-key", ["add", _]) => Done(() =>
                Write("keys", $"pub:-:4096:1:DCC9EFBF77E11517:1554472867:::-:\nfpr:::::::::{Key}:\n")
            ),
            ("gpg", _) => Said($"fpr:::::::::{Key}:\n"),
            ("loginctl", ["show-user", ..]) => Said(Read("linger")),
            ("loginctl", [var verb, _]) => Done(() =>
                Write("linger", verb == "enable-linger" ? "yes" : "no")
            ),
            ("shutdown", _) => Done(() => Write("shutdown", string.Join(' ', words))),
            ("git", ["-c", _, .. var rest]) => Git(rest, workingDirectory),
            _ => null,
        };

    private ProcessResult Mysql(string sql)
    {
        (string Statement, Func<string[], string> Answer)[] known =
        [
            ("SCHEMA_NAME = '(.*)'$", name => Found("databases", name[0])),
            (
                "^create database if not exists `(.*)` character set `(.*)` collate `(.*)`",
                to => Put("databases", to)
            ),
            ("^drop database if exists `(.*)`", name => Take("databases", name[0])),
            ("^SELECT CONCAT\\(VERSION", _ => "10.11.6-MariaDB Debian\n"),
            (
                "= '(.*)'$",
                name =>
                    "Name\tUser\tHost\tPassword\tmax_user_connections\tssl_type\n"
                    + Found("accounts", name[0])
            ),
            (
                "^CREATE USER IF NOT EXISTS '(.*)'@'(.*)' IDENTIFIED WITH '.*' AS '(.*)'",
                to => Put("accounts", [$"{to[0]}@{to[1]}", to[0], to[1], to[2], "0", ""])
            ),
            ("^GRANT USAGE ON .* TO '(.*)'@'(.*)' WITH MAX_USER_CONNECTIONS (\\d+)", to => Set(to, 4)),
            ("^ALTER USER '(.*)'@'(.*)' WITH MAX_USER_CONNECTIONS (\\d+)", to => Set(to, 4)),
            ("^ALTER USER '(.*)'@'(.*)' REQUIRE SSL", to => Set([.. to, "ANY"], 5)),
            ("^DROP USER IF EXISTS '(.*)'@'(.*)'", to => Take("accounts", $"{to[0]}@{to[1]}")),
            (
                "^SHOW GRANTS FOR '(.*)'@'(.*)'",
                to =>
                    Text(
                        Lines("rights")
                            .Select(line => line.Split('\t'))
                            .Select(right => $"GRANT {right[1]} ON {right[0]} TO `{to[0]}`@`{to[1]}`")
                    )
            ),
            ("^GRANT (.*) ON `(.*)`\\.\\* TO", to => Put("rights", [$"{to[1]}.*", to[0]])),
            ("^REVOKE ALL PRIVILEGES ON `(.*)`\\.\\* FROM", to => Take("rights", $"{to[0]}.*")),
            ("^REVOKE GRANT OPTION|^FLUSH", _ => ""),
            ("^show plugins", _ => Read("plugins")),
            (
                "^install plugin (.*) soname '(.*)'",
                to => Put("plugins", [to[0], "ACTIVE", "FTPARSER", to[1], "GPL"])
            ),
            ("^uninstall plugin (.*)", name => Take("plugins", name[0])),
        ];
        return Answer(known, sql);
    }

    private ProcessResult Psql(string sql)
    {
        (string Statement, Func<string[], string> Answer)[] known =
        [
            ("COUNT\\(\\*\\).*'(.*)'", name => Found("roles", name[0]).Length > 0 ? " 1\n" : " 0\n"),
            ("^CREATE ROLE (.*)", name => Put("roles", name)),
            ("pg_create_physical_replication_slot\\('(.*)'", name => Put("slots", [name[0]])),
            ("pg_drop_replication_slot\\('(.*)'", name => Take("slots", name[0])),
            ("FROM pg_replication_slots", _ => Text(Lines("slots").Select(line => $" {line} | physical"))),
            ("^SELECT 1", _ => " 1\n"),
        ];
        return Answer(known, sql);
    }

    private static ProcessResult Answer((string Statement, Func<string[], string> Answer)[] known, string sql)
    {
        foreach (var (statement, answer) in known)
        {
            if (Regex.Match(sql, statement) is { Success: true } match)
            {
                return Said(answer([.. match.Groups.Values.Skip(1).Select(group => group.Value)]));
            }
        }
        return new ProcessResult(1, $"ERROR 1064 (42000): {sql}\n", "");
    }

    private void Filter(string[] words)
    {
        switch (words)
        {
            case ["-I", var chain, _, .. var rule]:
                var at = Array.IndexOf(rule, "-t");
                string[] kept = [.. rule[..at], .. rule[(at + 2)..]];
                Put("rules", [$"{chain} {string.Join(' ', kept.Select(Quote))}"]);
                break;
            case ["-t", _, "-D", .. var rule]:
                Take("rules", string.Join(' ', rule.Select(Quote)));
                break;
            case ["-t", _, "-N", var name]:
                Put("chains", [$":{name} - [0:0]"]);
                break;
            case ["-t", _, "-X", var name]:
                Take("chains", $":{name} - [0:0]");
                break;
            case ["-t", _, "-P", var name, var policy]:
                Write("chains", Regex.Replace(Read("chains"), $":{name} \\w+", $":{name} {policy}"));
                break;
            default:
                throw new HostException($"iptables: {string.Join(' ', words)}");
        }
    }

    private static string Quote(string word) => word.Contains(' ') ? $"\"{word}\"" : word;

    private ProcessResult Git(string[] words, string workingDirectory)
    {
        switch (words)
        {
            case ["clone", .., var url, var path]:
                var place = words.Contains("--bare") ? path : path + "/.git";
                Make(place, "config", $"url = {url}\n");
                Make(place, "HEAD", "ref: refs/heads/main\n");
                return Said("");
            case ["config", "--get", ..]:
                var settings = File.ReadAllText(folder + workingDirectory + "/.git/config");
                return Said(settings.Replace("url = ", "", StringComparison.Ordinal));
            case ["rev-parse", ..]:
                return Said("1f0e\n");
            default:
                return Said("");
        }
    }

    private void Make(string directory, string name, string text)
    {
        Directory.CreateDirectory(folder + directory);
        File.WriteAllText($"{folder}{directory}/{name}", text);
    }

    private string Put(string table, string[] row)
    {
        Write(
            table,
            Text(Lines(table).Where(line => line.Split('\t')[0] != row[0]).Append(string.Join('\t', row)))
        );
        return "";
    }

    private string Take(string table, string key)
    {
        Write(table, Text(Lines(table).Where(line => line.Split('\t')[0] != key)));
        return "";
    }

    private string Found(string table, string key) =>
        Text(Lines(table).Where(line => line.Split('\t')[0] == key));

    /// <summary>One column of an account: its user, its host, what it shall be.</summary>
    private string Set(string[] to, int column)
    {
        var row = Found("accounts", $"{to[0]}@{to[1]}").TrimEnd('\n').Split('\t');
        row[column] = to[2];
        return Put("accounts", row);
    }

    private string[] Lines(string table) => Read(table).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private string Read(string table) =>
        File.Exists(folder + State + table) ? File.ReadAllText(folder + State + table) : "";

    private void Write(string table, string text) => Make(State.TrimEnd('/'), table, text);

    private static ProcessResult Said(string output) => new(0, output, "");

    private static ProcessResult Done(Action work)
    {
        work();
        return Said("");
    }
}
