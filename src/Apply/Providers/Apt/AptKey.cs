using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>A key of a ring, as <c>gpg --with-colons</c> tells it.</summary>
internal sealed record AptKey(string Fingerprint, string Size, string Type, DateTimeOffset Created)
{
    public const int FingerprintLength = 40;

    private const int LongLength = 16;
    private const int ShortLength = 8;

    public DateTimeOffset? Expiry { get; init; }

    public bool IsExpired { get; init; }

    public string Short => Fingerprint[^ShortLength..];

    public IEnumerable<KeyValuePair<string, Value>> Properties
    {
        get
        {
            yield return new("fingerprint", Fingerprint);
            yield return new("long", Fingerprint[^LongLength..]);
            yield return new("short", Short);
            yield return new("expired", IsExpired ? "true" : "false");
            if (Expiry is { } expiry)
            {
                yield return new("expiry", Day(expiry));
            }
            yield return new("size", Size);
            yield return new("type", Type);
            yield return new("created", Day(Created));
        }
    }

    public bool IsNamed(string id) =>
        id.Length switch
        {
            FingerprintLength => Fingerprint == id,
            LongLength or ShortLength => Fingerprint.EndsWith(id, StringComparison.Ordinal),
            _ => false,
        };

    /// <summary>The primary keys of a listing; those below them count for nothing.</summary>
    public static List<AptKey> ParseAll(string listing, DateTimeOffset now)
    {
        var keys = new List<AptKey>();
        string[]? primary = null;
        foreach (var row in listing.Split('\n').Select(line => line.TrimEnd('\r').Split(':')))
        {
            if (row[0] is "pub" or "sub" or "sec")
            {
                primary = row[0] == "pub" && row.Length > 6 ? row : null;
            }
            else if (row[0] == "fpr" && row.Length > 9 && primary is not null)
            {
                keys.Add(Of(primary, row[9], now));
                primary = null;
            }
        }
        return keys;
    }

    private static AptKey Of(string[] row, string fingerprint, DateTimeOffset now)
    {
        var expiry = row[6].Length == 0 ? (DateTimeOffset?)null : Time(row[6]);
        return new(fingerprint, row[2], TypeOf(row[3]), Time(row[5]))
        {
            Expiry = expiry,
            IsExpired = expiry <= now,
        };
    }

    /// <summary>The numbers of RFC 4880, section 9.1.</summary>
    private static string TypeOf(string number) =>
        number switch
        {
            "1" => "rsa",
            "17" => "dsa",
            "18" => "ecc",
            "19" => "ecdsa",
            _ => "",
        };

    private static DateTimeOffset Time(string seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(
            long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : 0
        );

    private static string Day(DateTimeOffset time) =>
        time.ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
