using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Images;

/// <summary>The line of a manifest that declared a resource.</summary>
internal static class SourceLine
{
    /// <summary>
    /// The line without its indentation; null when nobody wrote it or it can no longer be read.
    /// </summary>
    public static Span? Of(Resource resource)
    {
        if (resource is not { File: { } path, Line: > 0 } || !File.Exists(path))
        {
            return null;
        }
        var source = new SourceFile(path, File.ReadAllText(path));
        if (resource.Line > source.LineCount)
        {
            return null;
        }
        var line = source.Line(resource.Line);
        var start = source.StartOf(resource.Line);
        return source.At(start + line.Length - line.TrimStart().Length, start + line.Length);
    }
}
