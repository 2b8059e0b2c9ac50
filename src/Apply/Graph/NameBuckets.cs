using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>
/// Puts the folder of a filebucket in the place of its name, where a file names one as its <c>backup</c>.
/// </summary>
internal static class NameBuckets
{
    private const string DefaultBucket = "puppet";

    public static void Run(ResourceGraph graph, List<Diagnostic> diagnostics)
    {
        foreach (var vertex in graph.Vertices.Where(vertex => vertex.IsResource))
        {
            if (
                vertex.Resource is not { Type: "File" or "Tidy" } file
                || file["backup"] is not StringValue { Text: var name }
                || name is "true" or "false"
                || name.StartsWith('.')
            )
            {
                continue;
            }
            if (graph.TryFind(new("Filebucket", name), out var bucket, out _))
            {
                var path = bucket.Resource.Text("path") is { } own && own != "false" ? own : DefaultBucket;
                vertex.Resource = file with
                {
                    Parameters = file.Parameters.Replace(new("backup", name), new("backup", path)),
                };
            }
            else if (name != DefaultBucket)
            {
                diagnostics.Add(
                    ApplyDiagnostics.InvalidResource(
                        file,
                        $"Could not find filebucket {name} specified in backup"
                    )
                );
            }
        }
    }
}
