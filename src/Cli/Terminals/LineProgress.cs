using System.Globalization;
using Bunraku.Images;

namespace Bunraku.Cli;

/// <summary>
/// A line for each layer, what happens right now below them on a terminal, a table at the end.
/// </summary>
internal sealed class LineProgress(Terminal terminal) : IBuildProgress
{
    private const int ShortDigest = 12;

    public void Show(BuildEvent news)
    {
        switch (news)
        {
            case BaseStarted started:
                terminal.Line(started.What);
                break;
            case LayerStarted started:
                terminal.Status($"{started.Image}  [{started.Number}/{started.Count}] {started.Layer}");
                break;
            case ResourcesStarted started:
                var first = started.Resources[0].Reference.ToString();
                var more = started.Resources.Length > 1 ? $" and {started.Resources.Length - 1} more" : "";
                terminal.Status($"{started.Image}  {started.Layer}: {first}{more}");
                break;
            case LayerFinished finished:
                terminal.Line(Describe(finished));
                break;
            case ImageFinished:
                terminal.Status("");
                break;
        }
    }

    public void Finish(IReadOnlyList<BuiltImage> images)
    {
        terminal.Status("");
        var table = new Table("IMAGE", "DIGEST", "LAYERS", ">SIZE", ">TIME");
        foreach (var image in images)
        {
            var own = image.Layers.Where(layer => layer.Content is not null).ToList();
            var reused = own.Count(layer => layer.IsReused) + image.BaseLayers;
            table.Add(
                image.Name,
                image.Digest.Hex[..ShortDigest],
                $"{reused} reused / {own.Count(layer => !layer.IsReused)} new",
                Quantities.Bytes(image.SizeBytes),
                Quantities.Seconds(image.Seconds)
            );
        }
        table.Write(terminal.Out);
        if (images.All(image => image.Layers.All(layer => layer.IsReused)))
        {
            terminal.Out.WriteLine("nothing has changed: all layers were reused");
        }
    }

    private string Describe(LayerFinished finished)
    {
        var layer = finished.Layer;
        var state =
            layer.IsReused ? terminal.Styled("reused", "2")
            : layer.Content is null ? "empty"
            : terminal.Styled("new", "32");
        var size = layer.Content is { } content ? Quantities.Bytes(content.Descriptor.Size) : "";
        var count = layer.Resources.ToString(CultureInfo.InvariantCulture);
        var noun = layer.Resources == 1 ? "resource" : "resources";
        var time = layer.IsReused ? "" : Quantities.Seconds(layer.Seconds);
        return $"{finished.Image}  [{finished.Number}/{finished.Count}] {layer.Name}: {state}  {count} {noun}  {size}  {time}".TrimEnd();
    }
}
