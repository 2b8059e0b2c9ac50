using System.Text;
using Bunraku.Model;

namespace Bunraku.Cli;

/// <summary>Resources as Puppet code, or as the tree that Hiera and <c>create_resources</c> take.</summary>
internal static class ResourceText
{
    public static string Code(Resource resource)
    {
        var width = resource.Parameters.Select(p => p.Key.Length).DefaultIfEmpty().Max();
        var text = new StringBuilder();
        var title = resource.Title.Replace("'", "\\'", StringComparison.Ordinal);
        text.Append(resource.Type.ToLowerInvariant()).Append(" { '").Append(title).Append("':\n");
        foreach (var (name, value) in resource.Parameters)
        {
            text.Append("  ").Append(name.PadRight(width)).Append(" => ").Append(Shown(value)).Append(",\n");
        }
        return text.Append('}').ToString();
    }

    public static HashValue Tree(string type, IEnumerable<Resource> resources) =>
        HashValue.Of([
            KeyValuePair.Create<Value, Value>(
                type,
                HashValue.Of(
                    resources.Select(resource =>
                        KeyValuePair.Create<Value, Value>(
                            resource.Title,
                            HashValue.Of(
                                resource.Parameters.Select(p =>
                                    KeyValuePair.Create<Value, Value>(p.Key, Open(p.Value))
                                )
                            )
                        )
                    )
                )
            ),
        ]);

    private static Value Open(Value value) => value is SensitiveValue secret ? secret.Inner : value;

    private static string Shown(Value value) =>
        value switch
        {
            SensitiveValue secret => Shown(secret.Inner),
            BooleanValue flag => $"'{flag}'",
            _ => ValueText.Of(value),
        };
}
