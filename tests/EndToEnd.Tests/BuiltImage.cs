using System.Text.Json;

namespace Bunraku.EndToEnd.Tests;

/// <summary>An image as the last line of <c>build --json</c> tells of it.</summary>
internal sealed record BuiltImage(string Name, string Digest, IReadOnlyList<BuiltLayer> Layers)
{
    public static BuiltImage Read(JsonElement news) =>
        new(
            news.GetProperty("image").GetString()!,
            news.GetProperty("digest").GetString()!,
            [
                .. news.GetProperty("layers")
                    .EnumerateArray()
                    .Select(layer => new BuiltLayer(
                        layer.GetProperty("name").GetString()!,
                        layer.GetProperty("digest").GetString()!,
                        layer.GetProperty("reused").GetBoolean()
                    )),
            ]
        );
}

internal sealed record BuiltLayer(string Name, string Digest, bool IsReused);
