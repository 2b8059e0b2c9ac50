using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>What an account may do with a table, as <c>SHOW GRANTS</c> tells it.</summary>
internal sealed partial record MysqlGrant(
    string Table,
    ImmutableArray<string> Privileges,
    ImmutableArray<string> Options
)
{
    /// <summary>
    /// The rights that <c>ALL</c> has stood for since MySQL 8, which tells them one by one, along with
    /// dynamic ones (these have underscores).
    /// </summary>
    private static readonly ImmutableArray<string> AllOfMysql8 =
    [
        .. (
            "ALTER,ALTER ROUTINE,CREATE,CREATE ROLE,CREATE ROUTINE,CREATE TABLESPACE,CREATE TEMPORARY TABLES,"
            + "CREATE USER,CREATE VIEW,DELETE,DROP,DROP ROLE,EVENT,EXECUTE,FILE,INDEX,INSERT,LOCK TABLES,PROCESS,"
            + "REFERENCES,RELOAD,REPLICATION CLIENT,REPLICATION SLAVE,SELECT,SHOW DATABASES,SHOW VIEW,SHUTDOWN,"
            + "SUPER,TRIGGER,UPDATE"
        ).Split(','),
    ];

    /// <summary>The grants of one account; lines about the same table are one grant.</summary>
    public static List<MysqlGrant> ParseAll(string output) =>
        [
            .. output
                .Split('\n')
                .Select(Parse)
                .OfType<MysqlGrant>()
                .GroupBy(grant => grant.Table)
                .Select(same => new MysqlGrant(
                    same.Key,
                    Whole([
                        .. same.SelectMany(grant => grant.Privileges)
                            .Distinct()
                            .Order(StringComparer.Ordinal),
                    ]),
                    [.. same.SelectMany(grant => grant.Options).Distinct()]
                )),
        ];

    private static MysqlGrant? Parse(string line)
    {
        var plain = line.Replace("'", "").Replace("`", "").Replace("\"", "");
        if (Form().Match(plain) is not { Success: true } match)
        {
            return null;
        }
        // The server escapes once, and its client once more.
        var table = match.Groups[2].Value.Replace(@"\\", @"\").Replace(@"\\", @"\");
        return new MysqlGrant(
            table,
            [.. Commas().Split(match.Groups[1].Value.Trim()).Select(Privilege).Order(StringComparer.Ordinal)],
            [match.Groups[5].Value.Contains("WITH GRANT OPTION", StringComparison.Ordinal) ? "GRANT" : "NONE"]
        );
    }

    private static string Privilege(string text) =>
        text.Trim() switch
        {
            "ALL PRIVILEGES" => "ALL",
            var columns when columns.Contains('(') => MysqlPrivilege.Canonical(columns),
            var name => name,
        };

    private static ImmutableArray<string> Whole(ImmutableArray<string> privileges) =>
        AllOfMysql8.All(privileges.Contains)
        && privileges.All(name => AllOfMysql8.Contains(name) || name.Contains('_'))
            ? ["ALL"]
            : privileges;

    [GeneratedRegex(@"^GRANT\s(.+)\sON\s(.+)\sTO\s(.*)@(.*?)(\s.*)?$")]
    private static partial Regex Form();

    /// <summary>Commas that stand in no parentheses.</summary>
    [GeneratedRegex(@"\s*,\s*(?![^(]*\))")]
    private static partial Regex Commas();
}
