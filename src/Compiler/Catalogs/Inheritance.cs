using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Metaparameters (but for relationships) and tags flow from containers to what they contain.
/// </summary>
internal static class Inheritance
{
    private static readonly string[] Inherited =
    [
        .. Metaparameters.All.Select(attribute => attribute.Name).Where(name => !IsRelationship(name)),
    ];

    public static bool IsRelationship(string name) =>
        name is "require" or "before" or "notify" or "subscribe";

    public static void Spread(CatalogBuilder catalog)
    {
        var main = catalog.Find(new ResourceReference("Class", "main"))!;
        var values = new Dictionary<DeclaredResource, List<ResourceParameter>>();
        var queue = new Queue<DeclaredResource>([main]);
        var seen = new HashSet<DeclaredResource>();
        while (queue.TryDequeue(out var source))
        {
            if (!seen.Add(source))
            {
                continue;
            }
            foreach (var target in source.Contents)
            {
                Pass(source, target, values);
                if (target.Contents.Count > 0)
                {
                    queue.Enqueue(target);
                }
            }
        }
    }

    private static void Pass(
        DeclaredResource source,
        DeclaredResource target,
        Dictionary<DeclaredResource, List<ResourceParameter>> values
    )
    {
        if (!values.TryGetValue(source, out var given))
        {
            values.Add(source, given = Own(source));
        }
        foreach (var parameter in given)
        {
            if (target[parameter.Name] is null or UndefValue)
            {
                target.Set(parameter);
            }
        }
        if (target.Contents.Count > 0)
        {
            values[target] = [.. Own(target), .. given.Where(parameter => target[parameter.Name] is null)];
        }
        target.Tags.Add(source.Tags);
    }

    private static List<ResourceParameter> Own(DeclaredResource resource)
    {
        var found = new List<ResourceParameter>();
        foreach (var name in Inherited)
        {
            if (resource.FindParameter(name) is { Value: not UndefValue } parameter)
            {
                found.Add(parameter);
            }
        }
        return found;
    }
}
