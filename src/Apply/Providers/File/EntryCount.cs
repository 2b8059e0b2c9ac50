using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>How many entries a tree may have (<c>max_files</c>): many are slow, each is a resource.</summary>
internal static class EntryCount
{
    private const int SoftLimit = 1000;

    public static void Check(Resource resource, string path, int count, ManagedResources managed)
    {
        var limit = long.Parse(resource.Text("max_files") ?? "0", CultureInfo.InvariantCulture);
        if (limit > 0 && count > limit)
        {
            throw new HostException(
                $"The directory '{path}' contains {count} entries, which exceeds the limit of {limit} "
                    + "specified by the max_files parameter for this resource. "
                    + "The limit may be increased, but be aware that large number of file resources "
                    + "can result in excessive resource consumption and degraded performance. "
                    + "Consider using an alternate method to manage large directory trees"
            );
        }
        if (limit == 0 && count > SoftLimit)
        {
            managed.Warn(
                $"The directory '{path}' contains {count} entries, which exceeds the default soft limit "
                    + $"{SoftLimit} and may cause excessive resource consumption and degraded performance. "
                    + "To remove this warning set a value for `max_files` parameter or consider using an "
                    + "alternate method to manage large directory trees"
            );
        }
    }
}
