using System.Collections.Immutable;
using Bunraku.Unix;

namespace Bunraku.Oci;

/// <summary>
/// A file in a layer: what a tar header says, and nothing that would differ between machines.
/// </summary>
public sealed record TarEntry
{
    /// <summary>Relative, parted by <c>/</c>, without a final one: <c>etc/passwd</c>.</summary>
    public required string Path { get; init; }

    public required TarKind Kind { get; init; }

    /// <summary>The lower twelve mode bits.</summary>
    public int Permissions { get; init; }

    public int Uid { get; init; }

    public int Gid { get; init; }

    /// <summary>Bytes of content; only a <see cref="TarKind.File"/> has any.</summary>
    public long Size { get; init; }

    public UnixTime Modified { get; init; }

    /// <summary>The target of a link: for a hard link a path in the same archive.</summary>
    public string LinkTarget { get; init; } = "";

    public int DeviceMajor { get; init; }

    public int DeviceMinor { get; init; }

    public ImmutableSortedDictionary<string, byte[]> ExtendedAttributes { get; init; } = NoAttributes;

    public static ImmutableSortedDictionary<string, byte[]> NoAttributes { get; } =
        ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal);
}

/// <summary>What an entry is; the values are the type flags of ustar.</summary>
public enum TarKind
{
    File = '0',
    HardLink = '1',
    Symlink = '2',
    CharacterDevice = '3',
    BlockDevice = '4',
    Directory = '5',
    Fifo = '6',
}
