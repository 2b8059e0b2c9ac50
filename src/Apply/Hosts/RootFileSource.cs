using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// A file below some directory, served: a module's <c>files/</c>, or a path of the host itself.
/// </summary>
public sealed class RootFileSource : FileSource
{
    private readonly RootDirectory root;
    private readonly string path;
    private readonly FileStatus status;

    private RootFileSource(RootDirectory root, string path, FileStatus status)
    {
        this.root = root;
        this.path = path;
        this.status = status;
    }

    public override FileKind Kind => status.Kind;

    public override int Permissions => status.Permissions;

    public override (int Uid, int Gid)? Owner => (status.Uid, status.Gid);

    public override long Size => status.Size;

    public override UnixTime? Modified => status.Modified;

    public override string LinkTarget => root.ReadLink(path);

    public override IReadOnlyList<KeyValuePair<string, FileSource>> Children =>
        [
            .. root.List(path)
                .Select(entry =>
                    KeyValuePair.Create<string, FileSource>(
                        entry.Name,
                        new RootFileSource(root, entry.Path, entry.Status)
                    )
                ),
        ];

    /// <summary>
    /// The file at a path below a root, links followed at its end; null when nothing is there.
    /// </summary>
    public static RootFileSource? Find(RootDirectory root, string path) =>
        root.Status(path) is { } status ? new(root, path, status) : null;

    public override Stream Open() => root.OpenRead(path);
}
