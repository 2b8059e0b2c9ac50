using System.Text;
using Bunraku.Apply;
using Bunraku.Oci;
using Bunraku.Unix;

namespace Bunraku.Images;

/// <summary>
/// The layer that stands in for an init system: the directories it would make at each start, and the
/// supervisor's configuration. Nothing is run to make it.
/// </summary>
internal static class ProcessLayer
{
    public static Layer? Make(ImageProcess process, Host image, BlobStore store, UnixTime latest)
    {
        var directories = process
            .Services.SelectMany(service => service.Directories)
            .DistinctBy(d => d.Path)
            .ToList();
        if (directories.Count == 0 && !process.NeedsSupervisor)
        {
            return null;
        }
        var accounts = image.Accounts;
        using var writer = LayerWriter.Create(store, latest);
        if (process.NeedsSupervisor)
        {
            var text = Encoding.UTF8.GetBytes(process.SupervisorConfiguration());
            writer.Add(
                new TarEntry
                {
                    Path = ImageProcess.SupervisorFile.TrimStart('/'),
                    Kind = TarKind.File,
                    Permissions = 0b110_100_100,
                    Size = text.Length,
                    Modified = latest,
                },
                new MemoryStream(text)
            );
        }
        foreach (var directory in directories.OrderBy(directory => directory.Path, StringComparer.Ordinal))
        {
            writer.Add(
                new TarEntry
                {
                    Path = directory.Path.TrimStart('/'),
                    Kind = TarKind.Directory,
                    Permissions = directory.Mode,
                    Uid = accounts.UserId(directory.Owner) ?? 0,
                    Gid = accounts.GroupId(directory.Group) ?? 0,
                    Modified = latest,
                }
            );
        }
        return writer.Finish();
    }
}
