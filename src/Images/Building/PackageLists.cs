using System.Collections.Immutable;
using Bunraku.Apply;

namespace Bunraku.Images;

/// <summary>apt's lists and downloads, kept outside the image and shown to it while a build runs.</summary>
internal static class PackageLists
{
    private const string Lists = "/var/lib/apt/lists";
    private const string Archives = "/var/cache/apt/archives";

    /// <summary>apt itself takes lists for current that are younger than a day.</summary>
    private static readonly TimeSpan LongestAge = TimeSpan.FromDays(1);

    /// <summary>Folders of the cache shown over the image's own, where it has them.</summary>
    public static ImmutableArray<BindMount> Binds(string root, BuildCache cache) =>
        [
            .. new[] { Lists, Archives }
                .Where(path => Directory.Exists(root + path))
                .Select(path => new BindMount(FolderOf(cache, path), path) { IsWritable = true }),
        ];

    /// <summary>Fetches the lists when there are none yet, or old ones; for the release at hand.</summary>
    public static void Refresh(Host host, BuildCache cache)
    {
        if (!host.Exists("/usr/bin/apt-get"))
        {
            return;
        }
        var folder = FolderOf(cache, Lists);
        var newest = Directory
            .EnumerateFiles(folder, "*_Packages*")
            .Select(File.GetLastWriteTimeUtc)
            .DefaultIfEmpty(DateTime.MinValue)
            .Max();
        var stamp = new DirectoryInfo(folder).LastWriteTimeUtc;
        if (newest > DateTime.MinValue && DateTime.UtcNow - stamp < LongestAge)
        {
            return;
        }
        var result = host.Run(
            new ProcessRequest(["/usr/bin/apt-get", "-q", "update"])
            {
                Environment = host.ProcessEnvironment,
                MergesOutput = true,
            }
        );
        if (!result.Succeeded)
        {
            throw new HostException(
                $"Execution of 'apt-get update' returned {result.ExitCode}: {result.Output.TrimEnd()}"
            );
        }
        Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow);
    }

    private static string FolderOf(BuildCache cache, string path)
    {
        var folder = Path.Combine(cache.PackageFolder, Path.GetFileName(path));
        Directory.CreateDirectory(Path.Combine(folder, "partial"));
        return folder;
    }
}
