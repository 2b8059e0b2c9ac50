using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// The zone whose time a host shows: the one that <c>/etc/localtime</c> leads to (localtime(5)), else the one
/// that Debian's <c>/etc/timezone</c> names, else UTC.
/// </summary>
internal static class HostZone
{
    private const string Folder = "zoneinfo/";

    public static TimeZoneInfo Of(Host host) =>
        Linked(host) is { } linked && TimeZoneInfo.TryFindSystemTimeZoneById(linked, out var zone) ? zone
        : host.Try("/etc/timezone")?.Trim() is { Length: > 0 } named
        && TimeZoneInfo.TryFindSystemTimeZoneById(named, out zone)
            ? zone
        : TimeZoneInfo.Utc;

    private static string? Linked(Host host)
    {
        if (host.LinkStatus("/etc/localtime") is not { Kind: FileKind.Symlink })
        {
            return null;
        }
        var target = host.ReadLink("/etc/localtime");
        var start = target.LastIndexOf(Folder, StringComparison.Ordinal);
        return start < 0 ? null : target[(start + Folder.Length)..];
    }
}
