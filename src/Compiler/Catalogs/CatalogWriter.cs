using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Makes the immutable catalog of what was declared: virtual resources dropped, references as text.
/// </summary>
internal static class CatalogWriter
{
    public static Catalog Write(
        Compilation compilation,
        CatalogBuilder builder,
        IReadOnlyDictionary<DeclaredResource, List<DeclaredResource>> containers
    )
    {
        compilation.FinishRuby();
        var kept = builder.Resources.Where(resource => !resource.IsVirtual).ToList();
        var edges = ImmutableArray.CreateBuilder<Edge>();
        foreach (var content in kept)
        {
            if (containers.TryGetValue(content, out var into))
            {
                edges.AddRange(
                    into.Where(container => !container.IsVirtual)
                        .Select(container => new Edge(container.Reference, content.Reference))
                );
            }
        }
        return new Catalog(compilation.NodeName, compilation.EnvironmentName)
        {
            Tags = [.. builder.Tags],
            Classes = [.. builder.Classes],
            Resources = [.. kept.Select(Finish)],
            Edges = edges.ToImmutable(),
        };
    }

    public static Resource Finish(DeclaredResource declared) =>
        new(declared.Reference)
        {
            Parameters = Parameters(declared),
            Tags = [.. declared.Tags],
            File =
                declared.Span is { } span && span.File.Path != SiteManifest.CodeName ? span.File.Path : null,
            Line = declared.Span?.Line ?? 0,
            IsExported = declared.IsExported,
            IsVirtual = declared.IsVirtual,
            Kind = KindOf(declared),
            SensitiveParameters = [.. declared.SensitiveParameters],
        };

    private static string KindOf(DeclaredResource declared) =>
        declared switch
        {
            { IsClass: true } => "class",
            { NativeType: not null } => "compilable_type",
            { Definition: DefineDefinition } => "defined_type",
            _ => "unknown",
        };

    private static ImmutableArray<KeyValuePair<string, Value>> Parameters(DeclaredResource declared)
    {
        var parameters = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>();
        if (declared.IsBuiltIn)
        {
            parameters.Add(new("name", declared.Title));
        }
        foreach (var (name, value) in TitleAttributes.Merge(declared))
        {
            parameters.Add(new(name, Plain(name, value)));
        }
        return parameters.ToImmutable();
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
}
