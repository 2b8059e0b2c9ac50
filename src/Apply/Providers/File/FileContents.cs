using System.Text.RegularExpressions;
using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// The bytes a <c>file</c> resource wants: its content, its source, or a checksum the source must have.
/// </summary>
internal sealed partial class FileContents
{
    /// <summary>Above this no diff is made: nobody reads it.</summary>
    private const int LargestDiff = 1 << 20;

    private readonly Host host;
    private readonly ReadOnlyMemory<byte> content;

    /// <summary>
    /// A content that is nothing but a digest (<c>{sha256}…</c>, as <c>resource</c> prints them) stands for
    /// the bytes that have it; null for any other content.
    /// </summary>
    private readonly string? digestAlone;

    private readonly FileSource? source;
    private readonly string checksum;
    private readonly string? checksumValue;

    private FileContents(Host host, Resource resource, ReadOnlyMemory<byte> content, FileSource? source)
    {
        this.host = host;
        digestAlone =
            resource["content"] is StringValue { Text: var said } && Digests().IsMatch(said) ? said : null;
        this.content = content;
        this.source = source;
        checksum = resource["checksum"]?.ToString() ?? "sha256";
        checksumValue = resource["checksum_value"]?.ToString();
        IsSecret = AreSecret(resource);
    }

    public bool IsSecret { get; }

    /// <summary>Whether a file is not told of: not its bytes, nor that it comes and goes.</summary>
    public static bool AreSecret(Resource resource) =>
        resource["content"] is SensitiveValue || resource["source"] is SensitiveValue;

    /// <summary>The property that is compared.</summary>
    public string Property => checksumValue is null ? "content" : "checksum_value";

    /// <summary>Null when the resource says nothing of the bytes.</summary>
    public static FileContents? Of(Host host, Resource resource, FileSource? source) =>
        resource["content"] is { } text ? new(host, resource, Bytes(text), null)
        : source is { Kind: FileKind.File } ? new(host, resource, default, source)
        : null;

    public Finding Observe(Host host, string path, FileStatus status)
    {
        if (checksumValue is not null)
        {
            using var stream = host.OpenRead(path);
            return new Finding(FileChecksum.Of(checksum, stream));
        }
        if (checksum == "none" || HasSame(host, path, status))
        {
            return new Finding("") { IsInSync = true };
        }
        if (IsTime)
        {
            return new Finding(Shown(TimeOf(status)))
            {
                IsInSync = false,
                IsSecret = IsSecret,
                Becomes = Shown(source!.Modified ?? default),
                Diff = () => Diff(host, path, status),
            };
        }
        return new Finding(Shown(() => host.OpenRead(path)))
        {
            IsInSync = false,
            IsSecret = IsSecret,
            Becomes = Digest,
            Diff = () => Diff(host, path, status),
        };
    }

    /// <summary>The wanted bytes' digest as it is shown: <c>{sha256}…</c>.</summary>
    public string Digest =>
        digestAlone is not null ? digestAlone
        : IsTime && source?.Modified is { } time ? Shown(time)
        : checksum == "none" ? "{none}"
        : Shown(Open);

    /// <summary>Whether only the time of the last change counts.</summary>
    private bool IsTime => checksum is "mtime" or "ctime" && source is not null;

    public void Write(Stream output)
    {
        if (source is null && digestAlone is null && checksumValue is null)
        {
            output.Write(content.Span);
            return;
        }
        using var input = Open();
        if (checksumValue is null)
        {
            input.CopyTo(output);
            return;
        }
        var written = FileChecksum.Copy(checksum, input, output);
        if (!string.Equals(written, checksumValue, StringComparison.OrdinalIgnoreCase))
        {
            throw new HostException(
                "File written to disk did not match desired checksum; discarding changes "
                    + $"({{{checksum}}}{written} vs {{{checksum}}}{checksumValue})"
            );
        }
    }

    private static ReadOnlyMemory<byte> Bytes(Value value) =>
        value switch
        {
            SensitiveValue secret => Bytes(secret.Inner),
            BinaryValue binary => binary.Bytes,
            _ => UnixText.Encode(value.ToString()),
        };

    private Stream Open() =>
        digestAlone is not null
            ? FileBucket.Open(host, digestAlone[(digestAlone.IndexOf('}', StringComparison.Ordinal) + 1)..])
                ?? throw new HostException($"Could not retrieve content for {digestAlone} from filebucket")
        : source is null ? new MemoryStream(content.ToArray(), writable: false)
        : source.Open();

    private string Shown(Func<Stream> open)
    {
        using var stream = open();
        return $"{{{checksum}}}{FileChecksum.Of(checksum, stream)}";
    }

    private bool HasSame(Host host, string path, FileStatus status)
    {
        if (IsTime)
        {
            return source!.Modified is { } time && TimeOf(status).CompareTo(time) >= 0;
        }
        return FileChecksum.IsLite(checksum) || digestAlone is not null
            ? Shown(() => host.OpenRead(path)) == Digest
            : HasSameBytes(host, path, status);
    }

    private UnixTime TimeOf(FileStatus status) => checksum == "ctime" ? status.Changed : status.Modified;

    /// <summary>As Ruby prints a time.</summary>
    private string Shown(UnixTime time) =>
        $"{{{checksum}}}"
        + DateTimeOffset
            .FromUnixTimeSeconds(time.Seconds)
            .ToString("yyyy-MM-dd HH:mm:ss +0000", System.Globalization.CultureInfo.InvariantCulture);

    private bool HasSameBytes(Host host, string path, FileStatus status)
    {
        if (status.Size != (source?.Size ?? content.Length))
        {
            return false;
        }
        using var found = host.OpenRead(path);
        if (source is null)
        {
            return StreamComparison.AreEqual(found, content.Span);
        }
        using var wanted = Open();
        return StreamComparison.AreEqual(found, wanted);
    }

    private string Diff(Host host, string path, FileStatus status)
    {
        if (
            digestAlone is not null
            || status.Size > LargestDiff
            || (source?.Size ?? content.Length) > LargestDiff
        )
        {
            return "";
        }
        using var wanted = Open();
        using var bytes = new MemoryStream();
        wanted.CopyTo(bytes);
        return UnifiedDiff.Of(path, host.ReadBytes(path) ?? [], bytes.ToArray());
    }

    [GeneratedRegex(@"\A\{(?:md5|sha1|sha224|sha256|sha384|sha512|md5lite|sha1lite|sha256lite)\}[0-9a-f]+\z")]
    private static partial Regex Digests();
}
