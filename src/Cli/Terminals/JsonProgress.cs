using System.Text.Json;
using Bunraku.Images;

namespace Bunraku.Cli;

/// <summary>Events of a build for programs: one JSON object on a line (docs/json-events.md).</summary>
internal sealed class JsonProgress(TextWriter output) : IBuildProgress
{
    private readonly Lock gate = new();

    public void Show(BuildEvent news)
    {
        switch (news)
        {
            case BaseStarted started:
                Write("base", json => json.WriteString("what", started.What));
                break;
            case LayerFinished { Layer: var layer } finished:
                Write(
                    "layer",
                    json =>
                    {
                        json.WriteString("image", finished.Image);
                        json.WriteString("layer", layer.Name);
                        json.WriteNumber("number", finished.Number);
                        json.WriteNumber("count", finished.Count);
                        json.WriteBoolean("reused", layer.IsReused);
                        json.WriteNumber("resources", layer.Resources);
                        json.WriteString("digest", layer.Content?.Descriptor.Digest.ToString());
                        json.WriteString("diff_id", layer.Content?.DiffId.ToString());
                        json.WriteNumber("size", layer.Content?.Descriptor.Size ?? 0);
                        json.WriteNumber("seconds", layer.Seconds);
                    }
                );
                break;
        }
    }

    public void Finish(IReadOnlyList<BuiltImage> images)
    {
        foreach (var image in images)
        {
            Write(
                "image",
                json =>
                {
                    json.WriteString("image", image.Name);
                    json.WriteString("digest", image.Digest.ToString());
                    json.WriteNumber("size", image.SizeBytes);
                    json.WriteNumber("seconds", image.Seconds);
                    json.WriteStartArray("layers");
                    foreach (var layer in image.Layers.Where(layer => layer.Content is not null))
                    {
                        json.WriteStartObject();
                        json.WriteString("name", layer.Name);
                        json.WriteString("digest", layer.Content!.Descriptor.Digest.ToString());
                        json.WriteString("diff_id", layer.Content!.DiffId.ToString());
                        json.WriteBoolean("reused", layer.IsReused);
                        json.WriteEndObject();
                    }
                    json.WriteEndArray();
                }
            );
        }
    }

    private void Write(string kind, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("event", kind);
            write(json);
            json.WriteEndObject();
        }
        lock (gate)
        {
            output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
        }
    }
}
