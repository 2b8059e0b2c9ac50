using System.CommandLine;
using System.Text.Json;
using Bunraku.Oci;

namespace Bunraku.Cli;

/// <summary><c>bunraku images</c>: what the local store holds.</summary>
internal sealed class ImagesCommand() : CliCommand("images")
{
    private const int ShortDigest = 12;

    public override Command Define(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = "As a JSON array." };
        var command = new Command(Name, "List the images of the local store.") { json };
        command.SetAction(parsed =>
        {
            var store = ImageLayout.OpenOrCreate(Folders.Data);
            var images = store
                .List()
                .Select(tagged => (tagged.Name, Image: store.Read(tagged.Descriptor)))
                .ToList();
            if (parsed.GetValue(json))
            {
                WriteJson(images, terminal.Out);
                return;
            }
            var table = new Table("IMAGE", "DIGEST", "LAYERS", ">SIZE");
            foreach (var (name, image) in images)
            {
                table.Add(
                    Reference.TryParse(name, out var reference, out _) ? reference.Familiar : name,
                    image.Digest.Hex[..ShortDigest],
                    image.Manifest.Layers.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    Quantities.Bytes(SizeOf(image))
                );
            }
            table.Write(terminal.Out);
        });
        return command;
    }

    private static void WriteJson(List<(string Name, Image Image)> images, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var (name, image) in images)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("digest", image.Digest.ToString());
                json.WriteNumber("layers", image.Manifest.Layers.Length);
                json.WriteNumber("size", SizeOf(image));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static long SizeOf(Image image) => image.Manifest.Layers.Sum(layer => layer.Size);
}
