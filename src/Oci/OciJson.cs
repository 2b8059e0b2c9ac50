using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Bunraku.Oci;

/// <summary>
/// The JSON of this room: compact, properties in a fixed order, so that equal values are equal bytes.
/// </summary>
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(Index))]
[JsonSerializable(typeof(ImageConfig))]
[JsonSerializable(typeof(LayoutVersion))]
[JsonSerializable(typeof(ImmutableArray<ArchivedImage>))]
[JsonSerializable(typeof(DockerConfigFile))]
[JsonSerializable(typeof(HelperCredentials))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(RegistryErrors))]
internal sealed partial class OciJson : JsonSerializerContext
{
    /// <summary>
    /// The default encoder would write <c>+</c> as an escape; these files are never part of a web page.
    /// </summary>
    public static OciJson Plain { get; } =
        new(
            new JsonSerializerOptions
            {
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );

    /// <summary>What is wrong with a file: for JSON the line and what was not expected there.</summary>
    public static string Fault(Exception e) =>
        e is JsonException { LineNumber: { } line }
            ? $"line {line + 1}: {e.Message.Split(" Path: ")[0].TrimEnd('.')}"
            : e.Message;

    public static byte[] Write<T>(T value, JsonTypeInfo<T> type) =>
        JsonSerializer.SerializeToUtf8Bytes(value, type);

    /// <summary>Reads a document; one that is not of the form is a <see cref="JsonException"/>.</summary>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class => JsonSerializer.Deserialize(json, type) ?? throw new JsonException("is null");
}

/// <summary>The file <c>oci-layout</c> (image-layout.md).</summary>
internal sealed record LayoutVersion(
    [property: JsonPropertyName("imageLayoutVersion")] string ImageLayoutVersion
);

/// <summary>Times as RFC 3339 in UTC, with as few digits as they need.</summary>
internal sealed class Rfc3339Converter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(
        ref Utf8JsonReader reader,
        Type type,
        JsonSerializerOptions options
    ) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(
            value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
        );
}

/// <summary>
/// Go's <c>map[string]struct{}</c>: a set, written as an object whose values are empty objects.
/// </summary>
internal sealed class NameSetConverter : JsonConverter<ImmutableSortedSet<string>>
{
    public override ImmutableSortedSet<string> Read(
        ref Utf8JsonReader reader,
        Type type,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("expected an object");
        }
        var names = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            names.Add(reader.GetString()!);
            reader.Read();
            reader.Skip();
        }
        return names.ToImmutable();
    }

    public override void Write(
        Utf8JsonWriter writer,
        ImmutableSortedSet<string> value,
        JsonSerializerOptions options
    )
    {
        writer.WriteStartObject();
        foreach (var name in value.Order(StringComparer.Ordinal))
        {
            writer.WriteStartObject(name);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }
}
