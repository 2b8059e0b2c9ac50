using System.Collections.Immutable;
using System.Globalization;

namespace Bunraku.Apply;

/// <summary>Where accounts are kept.</summary>
public static class AccountFiles
{
    public const string Passwd = "/etc/passwd";
    public const string Group = "/etc/group";
    public const string Shadow = "/etc/shadow";

    public static bool Contains(string path) => path is Passwd or Group or Shadow;
}

/// <summary>
/// The accounts of a host as its files name them. The C library is never asked: in a foreign root its
/// modules are missing or another machine's.
/// </summary>
public sealed class Accounts(
    AccountTable<Account> users,
    AccountTable<AccountGroup> groups,
    AccountTable<AccountPassword> passwords
)
{
    public AccountTable<Account> Users => users;

    public AccountTable<AccountGroup> Groups => groups;

    public AccountTable<AccountPassword> Passwords => passwords;

    /// <summary>The number of a user given by name or number; null when the name is unknown.</summary>
    public int? UserId(string nameOrNumber) => Number(nameOrNumber) ?? users.Find(nameOrNumber)?.Uid;

    /// <summary>The number of a group given by name or number; null when the name is unknown.</summary>
    public int? GroupId(string nameOrNumber) => Number(nameOrNumber) ?? groups.Find(nameOrNumber)?.Gid;

    /// <summary>The name of a number, or the number's text when nobody has it.</summary>
    public string UserName(int uid) => users.Find(uid)?.Name ?? uid.ToString(CultureInfo.InvariantCulture);

    public string GroupName(int gid) => groups.Find(gid)?.Name ?? gid.ToString(CultureInfo.InvariantCulture);

    /// <summary>The groups that list a user as their member.</summary>
    public IEnumerable<AccountGroup> GroupsOf(string user) =>
        groups.Rows.Where(group => group.Members.Contains(user));

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>The rows of one of the files; the first of a name or number counts.</summary>
public sealed class AccountTable<T>
    where T : AccountRow
{
    private readonly Dictionary<string, T> byName = [];
    private readonly Dictionary<int, T> byNumber = [];

    internal AccountTable(ImmutableArray<T> rows)
    {
        Rows = rows;
        foreach (var row in rows)
        {
            byName.TryAdd(row.Name, row);
            if (row.Number is { } number)
            {
                byNumber.TryAdd(number, row);
            }
        }
    }

    /// <summary>In the file's order.</summary>
    public ImmutableArray<T> Rows { get; }

    public T? Find(string name) => byName.GetValueOrDefault(name);

    public T? Find(int number) => byNumber.GetValueOrDefault(number);
}

/// <summary>A row of passwd, group or shadow.</summary>
public abstract record AccountRow(string Name)
{
    /// <summary>The number the row is known by, when it has one.</summary>
    internal abstract int? Number { get; }

    /// <summary>
    /// Splits a file into rows of at least so many fields; comments and broken rows are passed over.
    /// </summary>
    private protected static IEnumerable<string[]> Fields(string text, int count) =>
        text.Split('\n')
            .Where(line => line.Length > 0 && line[0] is not ('#' or '+' or '-'))
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length >= count && fields[0].Length > 0);

    private protected static int? Int(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

/// <summary>A row of <c>/etc/passwd</c>.</summary>
public sealed record Account(string Name, int Uid, int Gid, string Comment, string Home, string Shell)
    : AccountRow(Name)
{
    internal override int? Number => Uid;

    internal static AccountTable<Account> ParseAll(string text) =>
        new([
            .. from f in Fields(text, 7)
            where Int(f[2]) is not null && Int(f[3]) is not null
            select new Account(f[0], Int(f[2])!.Value, Int(f[3])!.Value, f[4], f[5], f[6]),
        ]);
}

/// <summary>A row of <c>/etc/group</c>.</summary>
public sealed record AccountGroup(string Name, int Gid, ImmutableArray<string> Members) : AccountRow(Name)
{
    internal override int? Number => Gid;

    internal static AccountTable<AccountGroup> ParseAll(string text) =>
        new([
            .. from f in Fields(text, 4)
            where Int(f[2]) is not null
            select new AccountGroup(
                f[0],
                Int(f[2])!.Value,
                [.. f[3].Split(',', StringSplitOptions.RemoveEmptyEntries)]
            ),
        ]);
}

/// <summary>A row of <c>/etc/shadow</c>; days are null where the file leaves them empty.</summary>
public sealed record AccountPassword(
    string Name,
    string Hash,
    int? LastChange,
    int? LeastAge,
    int? GreatestAge,
    int? WarnDays,
    int? Expiry
) : AccountRow(Name)
{
    internal override int? Number => null;

    internal static AccountTable<AccountPassword> ParseAll(string text) =>
        new([
            .. from f in Fields(text, 8)
            select new AccountPassword(f[0], f[1], Int(f[2]), Int(f[3]), Int(f[4]), Int(f[5]), Int(f[7])),
        ]);
}
