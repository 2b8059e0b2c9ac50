using System.Text.RegularExpressions;

namespace Bunraku.Apply;

/// <summary>What a MySQL server is: MariaDB, or MySQL and Percona, and which version of it.</summary>
internal sealed partial record MysqlVersion(bool IsMariadb, Version Number)
{
    public static MysqlVersion Parse(string text) =>
        new(
            text.Contains("mariadb", StringComparison.OrdinalIgnoreCase),
            Digits().Match(text) is { Success: true } match ? new Version(match.Value) : new Version(0, 0)
        );

    /// <summary>Whether it is as new as a version of MySQL, or of MariaDB; null for never.</summary>
    public bool IsSince(string mysql, string? mariadb) =>
        IsMariadb ? mariadb is not null && Number >= new Version(mariadb) : Number >= new Version(mysql);

    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex Digits();
}
