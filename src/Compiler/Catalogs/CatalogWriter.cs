using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Makes the immutable catalog of what was declared: virtual resources dropped, references as text.
/// </summary>
internal static class CatalogWriter
{
    public static Catalog Write(Compilation compilation, CatalogBuilder builder)
    {
        compilation.FinishRuby();
        var resources = ImmutableArray.CreateBuilder<Resource>(builder.Resources.Count);
        var edges = ImmutableArray.CreateBuilder<Edge>(builder.Resources.Count);
        var merged = new List<KeyValuePair<string, Value>>();
        foreach (var declared in builder.Resources)
        {
            if (declared.IsVirtual)
            {
                continue;
            }
            resources.Add(Finish(declared, merged));
            foreach (var container in declared.Containers)
            {
                if (!container.IsVirtual)
                {
                    edges.Add(new Edge(container.Reference, declared.Reference));
                }
            }
        }
        return new Catalog(compilation.NodeName, compilation.EnvironmentName)
        {
            Version = compilation.Version,
            Tags = [.. builder.Tags],
            Classes = [.. builder.Classes],
            Resources = resources.DrainToImmutable(),
            Edges = edges.DrainToImmutable(),
        };
    }

    public static Resource Finish(DeclaredResource declared) => Finish(declared, []);

    private static Resource Finish(DeclaredResource declared, List<KeyValuePair<string, Value>> merged) =>
        new(declared.Reference)
        {
            Parameters = Parameters(declared, merged),
            Tags = declared.Tags.ToImmutable(),
            File =
                declared.Span is { } span && span.File.Path != SiteManifest.CodeName ? span.File.Path : null,
            Line = declared.Span?.Line ?? 0,
            IsExported = declared.IsExported,
            IsVirtual = declared.IsVirtual,
            Kind = KindOf(declared),
            SensitiveParameters = declared.SensitiveParameters,
        };

    private static string KindOf(DeclaredResource declared) =>
        declared switch
        {
            { IsClass: true } => "class",
            { NativeType: not null } => "compilable_type",
            { Definition: DefineDefinition } => "defined_type",
            _ => "unknown",
        };

    /// <param name="scratch">What is written on; one for many resources.</param>
    private static ImmutableArray<KeyValuePair<string, Value>> Parameters(
        DeclaredResource declared,
        List<KeyValuePair<string, Value>> scratch
    )
    {
        scratch.Clear();
        var merged = TitleAttributes.Merge(declared, scratch);
        var offset = declared.IsBuiltIn ? 1 : 0;
        var parameters = new KeyValuePair<string, Value>[merged.Length + offset];
        if (declared.IsBuiltIn)
        {
            parameters[0] = new("name", declared.Title);
        }
        for (var i = 0; i < merged.Length; i++)
        {
            parameters[i + offset] = new(merged[i].Key, Plain(merged[i].Key, merged[i].Value));
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(parameters);
    }

    private static Value Plain(string name, Value value) =>
        name is "before" or "notify" or "require" or "subscribe" && value is ArrayValue list
            ? ArrayValue.Of(Flatten(list).Where(item => item is not UndefValue).Select(Plain))
            : Plain(value);

    private static IEnumerable<Value> Flatten(ArrayValue list) =>
        list.Items.SelectMany(item => item is ArrayValue inner ? Flatten(inner) : [item]);

    private static Value Plain(Value value) =>
        value switch
        {
            _ when IsPlain(value) => value,
            ResourceReferenceValue reference => new StringValue(reference.ToString()),
            ArrayValue list when list.Items.Any(item => item is ResourceReferenceValue) => ArrayValue.Of(
                Flatten(list).Select(Plain)
            ),
            ArrayValue list => ArrayValue.Of(list.Items.Select(Plain)),
            HashValue hash => HashValue.Of(
                hash.Pairs.Select(entry => KeyValuePair.Create(Plain(entry.Key), Plain(entry.Value)))
            ),
            _ => value,
        };

    /// <summary>Whether a value holds no reference, so that it can stand in a catalog as it is.</summary>
    private static bool IsPlain(Value value)
    {
        switch (value)
        {
            case ResourceReferenceValue:
                return false;
            case ArrayValue list:
                foreach (var item in list.Items)
                {
                    if (!IsPlain(item))
                    {
                        return false;
                    }
                }
                return true;
            case HashValue hash:
                foreach (var (key, item) in hash.Pairs)
                {
                    if (!IsPlain(key) || !IsPlain(item))
                    {
                        return false;
                    }
                }
                return true;
            default:
                return true;
        }
    }
}
