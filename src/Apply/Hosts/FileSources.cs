using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// The files that are served to a host from outside, by URI (<c>puppet:///modules/ntp/ntp.conf</c>).
/// </summary>
public abstract class FileSources
{
    /// <summary>Serves nothing.</summary>
    public static readonly FileSources None = new Nothing();

    /// <summary>Whose files they are: sentences name it.</summary>
    public virtual string Environment => "production";

    /// <summary>The file or directory a URI names, or null when there is none.</summary>
    public abstract FileSource? Find(string uri);

    private sealed class Nothing : FileSources
    {
        public override FileSource? Find(string uri) => null;
    }
}

/// <summary>A file or directory that is served.</summary>
public abstract class FileSource
{
    public abstract FileKind Kind { get; }

    public abstract int Permissions { get; }

    /// <summary>Whose it is; null when nobody knows.</summary>
    public virtual (int Uid, int Gid)? Owner => null;

    /// <summary>The target, when <see cref="Kind"/> is a link.</summary>
    public abstract string LinkTarget { get; }

    public abstract long Size { get; }

    /// <summary>When its bytes changed; null when nobody knows.</summary>
    public virtual UnixTime? Modified => null;

    public abstract Stream Open();

    /// <summary>What a directory holds, by name, sorted by their bytes.</summary>
    public abstract IReadOnlyList<KeyValuePair<string, FileSource>> Children { get; }
}
