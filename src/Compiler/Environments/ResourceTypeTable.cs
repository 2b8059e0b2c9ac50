using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// The native resource types an environment knows: ours, and those its modules define in Ruby.
/// </summary>
internal sealed class ResourceTypeTable(PuppetEnvironment environment)
{
    private readonly ConcurrentDictionary<string, ResourceType?> found = new(
        StringComparer.OrdinalIgnoreCase
    );

    public IEnumerable<string> Names => ResourceTypeRoster.All.Select(type => type.Name);

    public ResourceType? Find(string name) =>
        name.Contains(':', StringComparison.Ordinal) ? null : found.GetOrAdd(name, Load);

    private ResourceType? Load(string name)
    {
        if (ResourceTypeRoster.Find(name) is { } native)
        {
            return native;
        }
        var lower = name.ToLowerInvariant();
        foreach (var module in environment.Modules)
        {
            var path = module.In("lib", "puppet", "type", lower + ".rb");
            if (environment.Files.ReadText(path) is { } text)
            {
                return RubyResourceType.Scan(lower, text);
            }
        }
        return null;
    }
}
