namespace Bunraku.Model;

/// <summary>A right of a MySQL account, be it to some columns only: <c>SELECT (a, b)</c>.</summary>
public static class MysqlPrivilege
{
    /// <summary>In capitals, the columns sorted.</summary>
    public static string Canonical(string privilege)
    {
        var text = privilege.Trim();
        var open = text.IndexOf('(');
        if (open < 0)
        {
            return text.ToUpperInvariant();
        }
        var columns = text[(open + 1)..]
            .TrimEnd(')')
            .Split(',')
            .Select(column => column.Trim())
            .Order(StringComparer.Ordinal);
        return $"{text[..open].Trim().ToUpperInvariant()} ({string.Join(", ", columns)})";
    }
}
