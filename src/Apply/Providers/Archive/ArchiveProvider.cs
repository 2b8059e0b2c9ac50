using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Files that are fetched, checked and unpacked (puppet-archive).</summary>
internal sealed class ArchiveProvider() : Provider("archive", "ruby")
{
    private static readonly TimeSpan LongestExtraction = TimeSpan.FromHours(1);

    public override Observed Observe(Host host, Resource desired)
    {
        var path = desired.Text("path")!;
        var isThere = IsWhole(host, desired, path) || (IsExtracted(host, desired) && !host.Exists(path));
        var observed = new Observed();
        observed.Set("ensure", Ensuring(host, desired, isThere));
        if (desired.Text("creates") is { } creates)
        {
            observed["creates"] =
                desired.Text("extract") != "true" || IsExtracted(host, desired)
                    ? creates
                    : "archive not extracted";
            observed.Set(
                "creates",
                observed.Find("creates")! with
                {
                    After = $"extracting in {desired.Text("extract_path")} to create {creates}",
                }
            );
        }
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var path = desired.Text("path")!;
        if (changes.Removes)
        {
            host.Delete(path);
            return;
        }
        if (changes.Contains("ensure") && !IsWhole(host, desired, path))
        {
            Fetch(host, desired, path);
        }
        if (desired.Text("extract") == "true")
        {
            Extract(host, desired, path);
        }
        if (IsExtracted(host, desired) && desired.Text("cleanup") == "true" && host.Exists(path))
        {
            host.Delete(path);
        }
    }

    private static Finding Ensuring(Host host, Resource desired, bool isThere)
    {
        var path = desired.Text("path")!;
        var found = ChecksumOf(host, desired, path);
        var into =
            desired.Text("extract") == "true" ? $"and extracted in {desired.Text("extract_path")}" : "";
        var cleanup = desired.Text("cleanup") == "true" ? "with cleanup" : "without cleanup";
        var kind = desired.Text("checksum_type");
        var (before, after) = found is null
            ? (null, null)
            : ($"({kind}){found}", $"({kind}){desired.Text("checksum")}");
        return new Finding(isThere ? "present" : "absent")
        {
            Before = before,
            After = after,
            Sentence = () =>
                isThere ? $"remove archive: {path} "
                : found is not null ? $"replace archive: {path} from {before} to {after}"
                : $"download archive from {desired.Text("source")} to {path} {into} {cleanup}",
        };
    }

    private static bool IsExtracted(Host host, Resource desired) =>
        desired.Text("creates") is { } creates && host.Exists(creates);

    private static bool IsWhole(Host host, Resource desired, string path) =>
        host.Exists(path)
        && (
            desired.Text("checksum_type") == "none"
            || ChecksumOf(host, desired, path) == WantedChecksum(host, desired)
        );

    private static string? ChecksumOf(Host host, Resource desired, string path)
    {
        if (desired.Text("checksum_type") == "none" || !host.Exists(path))
        {
            return null;
        }
        using var stream = host.OpenRead(path);
        return FileChecksum.Of(Kind(desired), stream);
    }

    private static string Kind(Resource desired) =>
        desired.Text("checksum_type") is var kind && kind == "sha2" ? "sha256" : kind!;

    /// <summary>The first word of a checksum file that looks like one, when the manifest has none.</summary>
    private static string? WantedChecksum(Host host, Resource desired)
    {
        if (desired.Text("checksum") is { } own && own is not ("false" or "true"))
        {
            return own;
        }
        if (desired.Text("checksum_url") is not { } uri)
        {
            return null;
        }
        using var reader = new StreamReader(Source(host, uri).Open());
        return reader
            .ReadToEnd()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(word => word.Length is >= 32 and <= 128 && word.All(char.IsAsciiHexDigit));
    }

    private static void Fetch(Host host, Resource desired, string path)
    {
        var uri =
            desired.Text("source")
            ?? throw new HostException("Unable to fetch archive, the source parameter is nil.");
        var source = Source(host, uri);
        var verifies = desired.Text("checksum_verify") == "true" && desired.Text("checksum_type") != "none";
        var wanted = verifies ? WantedChecksum(host, desired) : null;
        host.CreateDirectories(FilePath.Parent(path));
        host.WriteFile(
            path,
            new FileWrite(output =>
            {
                using var input = source.Open();
                if (!verifies)
                {
                    input.CopyTo(output);
                }
                else if (FileChecksum.Copy(Kind(desired), input, output) is var actual && actual != wanted)
                {
                    throw new HostException(
                        $"Download file checksum mismatch (expected: {wanted} actual: {actual})"
                    );
                }
            })
        );
    }

    private static FileSource Source(Host host, string uri) =>
        FileSourceLookup.Find(host, uri, followsLinks: true) is { Kind: Unix.FileKind.File } found
            ? found
            : throw new HostException($"Source file: {uri} does not exists.");

    private static void Extract(Host host, Resource desired, string path)
    {
        var folder = desired.Text("extract_path") ?? throw new HostException("missing archive extract_path");
        var command = ArchiveCommand.Of(desired, path);
        var uid = desired.Text("user") is { } user ? host.Accounts.UserId(user) : null;
        var gid = desired.Text("group") is { } group ? host.Accounts.GroupId(group) : null;
        if (uid is not null || gid is not null)
        {
            host.SetPermissions(path, 0b110_100_100);
        }
        var request = HostTool.Request(host, ["/bin/sh", "-c", command]) with
        {
            WorkingDirectory = folder,
            Uid = uid,
            Gid = gid ?? (uid is { } id ? host.Accounts.Users.Find(id)?.Gid : null),
            Timeout = LongestExtraction,
        };
        var result = host.Run(request);
        if (!result.Succeeded)
        {
            throw HostTool.Failure(result, [command]);
        }
    }
}
