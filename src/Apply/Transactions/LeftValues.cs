using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Writes down what a resource's properties were left at.</summary>
internal static class LeftValues
{
    public static void Keep(SystemValues values, ResourceType type, VertexState state, Host host)
    {
        var resource = state.Resource;
        var kept = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var property in Properties(type, resource))
        {
            var happened = state.Events.LastOrDefault(e => e.Property == property);
            // What did not succeed is still what it was; and digests are not made for nothing.
            var isKept = happened is null ? property == "content" : happened.Status != EventStatus.Success;
            var known = isKept ? values.Lines(resource.Reference, property) : null;
            kept.Add((property, known ?? Lines(type, state, host, property, happened)));
        }
        values.Set(resource.Reference, kept.ToImmutable());
    }

    /// <summary>
    /// What is managed in the order it was said, what is audited, and what followed from the rest.
    /// Secrets are
    /// never kept, and whether a file is there is one when its content is.
    /// </summary>
    private static IEnumerable<string> Properties(ResourceType type, Resource resource)
    {
        var properties = new List<string>();
        foreach (var (name, _) in resource.Parameters)
        {
            if (type.Find(name) is { Kind: AttributeKind.Property })
            {
                properties.Add(name);
            }
        }
        // What was said last of all is told after what is only audited when it is whether there is anything.
        var last = properties is [.., "ensure"] ? properties.Count - 1 : properties.Count;
        foreach (var audited in Auditing.PropertiesOf(type, resource))
        {
            if (properties.IndexOf(audited, 0, last) < 0)
            {
                properties.Remove(audited);
                properties.Insert(last++, audited);
            }
        }
        properties.RemoveAll(property => IsSecret(resource, property));
        return properties;
    }

    private static bool IsSecret(Resource resource, string property) =>
        resource[property] is SensitiveValue
        || resource.SensitiveParameters.Contains(property)
        || property == "ensure" && IsSecret(resource, "content");

    private static string Lines(
        ResourceType type,
        VertexState state,
        Host host,
        string property,
        Event? happened
    )
    {
        var value = happened is { Status: not EventStatus.Success }
            ? state.Audited.FirstOrDefault(one => one.Property == property)?.Value ?? happened.PreviousValue
            : state.Provider!.Left(host, state.Resource, property);
        return SystemValues.LinesOf(value, item => MemoryValue.Wanted(type, property, item));
    }
}
