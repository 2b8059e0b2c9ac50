using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Tests;

namespace Bunraku.Images.Tests;

/// <summary>
/// <c>cases/plan</c>: resources in their order of application, one on a line, <c>TYPE[TITLE] in CLASS [after
/// REFERENCE…] [data]</c>; layers out.
/// </summary>
public sealed class PlanCaseTests
{
    public static TheoryData<string> Cases => CaseFile.In("plan");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Resources_are_divided_into_layers(string name)
    {
        var @case = CaseFile.Read(name);
        var planned = new List<PlannedResource>();
        foreach (var line in @case["resources"]!.TrimEnd('\n').Split('\n'))
        {
            planned.Add(Read(line, planned));
        }
        var layers = LayerPlan.Make([.. planned]);
        var lines = layers.Select(layer =>
            $"{layer.Kind} {layer.Name}: {string.Join(' ', layer.Resources.Select(r => r.Reference))}\n"
        );
        @case.Expect("layers", string.Concat(lines));
        // Nothing is lost or doubled, whatever the case is about.
        Assert.Equal(
            planned.Select(p => p.Resource.Reference.ToString()).Order(StringComparer.Ordinal),
            layers
                .SelectMany(layer => layer.Resources)
                .Select(r => r.Reference.ToString())
                .Order(StringComparer.Ordinal)
        );
    }

    private static PlannedResource Read(string line, List<PlannedResource> earlier)
    {
        var words = line.Split(' ');
        Assert.Equal("in", words[1]);
        var after = words
            .Skip(3)
            .Where(word => word is not ("after" or "data"))
            .Select(Reference)
            .ToHashSet();
        // What a resource waits for, it waits for through others too.
        after.UnionWith(
            earlier
                .Where(p => after.Contains(p.Resource.Reference))
                .SelectMany(p => p.After)
                .ToImmutableArray()
        );
        return new PlannedResource(new Resource(Reference(words[0])), words[2], after, words[^1] == "data");
    }

    private static ResourceReference Reference(string text) => ResourceReference.Parse(text)!.Value;
}
