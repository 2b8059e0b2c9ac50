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
        var said = resource
            .Parameters.Where(parameter => type.Find(parameter.Key) is { Kind: AttributeKind.Property })
            .Select(parameter => parameter.Key)
            .ToList();
        var isEnsureLast = said is [.., "ensure"];
        var secrets = resource
            .Parameters.Where(p => p.Value is SensitiveValue || resource.SensitiveParameters.Contains(p.Key))
            .Select(parameter => parameter.Key)
            .ToHashSet();
        if (secrets.Contains("content"))
        {
            secrets.Add("ensure");
        }
        return said.Take(said.Count - (isEnsureLast ? 1 : 0))
            .Concat(Auditing.PropertiesOf(type, resource))
            .Concat(said)
            .Distinct()
            .Where(property => !secrets.Contains(property));
    }

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
