using System.Security.Cryptography;
using System.Text;
using Bunraku.Apply;
using Bunraku.Model;
using Bunraku.Oci;
using Bunraku.Unix;

namespace Bunraku.Images;

/// <summary>
/// The name under which a layer is remembered: its resources in canonical form, the files they read from
/// outside, and the layers below. Equal keys make equal layers.
/// </summary>
internal static class LayerKey
{
    /// <summary>Changes when the same resources shall give other bytes than they used to.</summary>
    private const string Level = "layer 1";

    /// <param name="code">The digest of the code of modules that takes part; empty when none does.</param>
    public static string Of(PlannedLayer layer, IEnumerable<Digest> below, FileSources sources, string code)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Level);
        Add(hash, layer.Kind.ToString());
        foreach (var digest in below)
        {
            Add(hash, digest.ToString());
        }
        if (code.Length > 0)
        {
            Add(hash, code);
        }
        foreach (var resource in layer.Resources)
        {
            Add(hash, resource.Reference.ToString());
            foreach (
                var (name, value) in resource.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            )
            {
                Add(hash, name);
                Add(hash, ValueText.Of(Open(value)));
            }
            foreach (var uri in Sources(resource))
            {
                AddSource(hash, uri, sources.Find(uri));
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A secret's value counts like any other; of a hash nobody reads it.</summary>
    private static Value Open(Value value) => value is SensitiveValue secret ? secret.Inner : value;

    private static IEnumerable<string> Sources(Resource resource) =>
        resource.Type != "File" ? []
        : resource["source"] is ArrayValue array ? array.Items.Select(item => item.ToString())
        : resource.Text("source") is { } source ? [source]
        : [];

    private static void AddSource(IncrementalHash hash, string name, FileSource? source)
    {
        Add(hash, name);
        if (source is null)
        {
            return;
        }
        Add(hash, $"{source.Kind} {source.Permissions}");
        switch (source.Kind)
        {
            case FileKind.Symlink:
                Add(hash, source.LinkTarget);
                break;
            case FileKind.Directory:
                foreach (var (child, file) in source.Children)
                {
                    AddSource(hash, child, file);
                }
                break;
            default:
                using (var content = source.Open())
                {
                    Add(hash, Digest.Of(content).ToString());
                }
                break;
        }
    }

    /// <summary>Length and text, so that no two sequences of texts run together to the same bytes.</summary>
    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
