using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Writes down what a resource's properties were left at.</summary>
internal static class LeftValues
{
    public static void Keep(SystemValues values, ResourceType type, VertexState state, Host host)
    {
        var resource = state.Resource;
        var properties = Properties(type, resource, state.Provider);
        if (properties.Count == 0)
        {
            return;
        }
        values.Begin();
        foreach (var property in properties)
        {
            var happened = state.LastEventOf(property);
            // What did not succeed is still what it was; and digests are not made for nothing.
            var isKept = happened is null ? property == "content" : happened.Status != EventStatus.Success;
            if (isKept && values.Lines(resource.Reference, property) is { } known)
            {
                values.Add(property, known.Span);
            }
            else
            {
                var value = Left(state, host, property, happened);
                values.Add(property, value, item => MemoryValue.Wanted(type, property, item));
            }
        }
        values.End(resource.Reference);
    }

    /// <summary>
    /// What is managed in the order it was said, what is audited, and what followed from the rest.
    /// Secrets are
    /// never kept, and whether a file is there is one when its content is.
    /// </summary>
    private static List<string> Properties(ResourceType type, Resource resource, Provider? provider)
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
        foreach (var audited in Auditing.PropertiesOf(type, resource, provider))
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

    private static Value? Left(VertexState state, Host host, string property, Event? happened) =>
        happened is { Status: not EventStatus.Success }
            ? state.Audited.FirstOrDefault(one => one.Property == property)?.Value ?? happened.PreviousValue
            : state.Provider!.Left(host, state.Resource, property);
}
