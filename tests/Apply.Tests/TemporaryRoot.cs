using System.Text;
using Bunraku.Unix;

namespace Bunraku.Apply.Tests;

/// <summary>A root file system that lasts as long as a test.</summary>
internal sealed class TemporaryRoot : IDisposable
{
    private readonly RootDirectory root;

    /// <param name="machine">What runs the programs of the machine in a folder; without it there are
    /// none.</param>
    public TemporaryRoot(Func<string, Func<ProcessRequest, ProcessResult>>? machine = null)
    {
        Path = Directory.CreateTempSubdirectory("bunraku-").FullName;
        root = RootDirectory.Open(Path);
        Host = new RootfsHost(
            root,
            Stage.Image,
            FileSources.None,
            machine?.Invoke(Path)
                ?? (request => throw new HostException($"No processes here: {request.Command[0]}"))
        );
    }

    /// <summary>Where it lies on this machine.</summary>
    public string Path { get; }

    public RootfsHost Host { get; }

    public void Clear()
    {
        foreach (var entry in root.List("/"))
        {
            root.DeleteTree(entry.Path);
        }
    }

    /// <summary>All files with their modes and contents.</summary>
    public string Print()
    {
        var output = new StringBuilder();
        foreach (var entry in root.Walk())
        {
            output.Append(entry.Path.TrimStart('/')).Append(' ');
            output.Append(
                entry.Status.Kind switch
                {
                    FileKind.Symlink => $"-> {root.ReadLink(entry.Path)}",
                    FileKind.File => $"{Mode(entry)} {Host.ReadText(entry.Path)!.TrimEnd('\n')}",
                    _ => Mode(entry),
                }
            );
            output.Append('\n');
        }
        return output.ToString();
    }

    public void Dispose()
    {
        root.Dispose();
        Directory.Delete(Path, recursive: true);
    }

    private static string Mode(DirectoryEntry entry) => Convert.ToString(entry.Status.Permissions, 8);
}
