using System.Text;
using Bunraku.Model;
using Bunraku.Tests;

namespace Bunraku.Apply.Tests;

/// <summary>
/// Resources brought to their canonical form: <c>canonical</c> shows the attributes that differ from what was
/// written, <c>problems</c> what is wrong with them.
/// </summary>
public class ResourceTypeCaseTests
{
    public static TheoryData<string> Cases => CaseFile.In("resource-types");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_resource_type_does_what_its_case_says(string name)
    {
        var @case = CaseFile.Read(name);
        if (@case["roster"] is not null)
        {
            @case.Expect("roster", Roster());
            return;
        }
        var canonical = new StringBuilder();
        var problems = new StringBuilder();
        foreach (var resource in CaseResources.Catalog(@case).Resources)
        {
            if (ResourceTypeRoster.Find(resource.Type) is not { } type || type.Name == "stage")
            {
                continue;
            }
            var normal = type.Normalize(resource);
            normal.Problems.ToList().ForEach(problem => problems.Append(problem).Append('\n'));
            if (normal.Problems.IsEmpty)
            {
                canonical.Append(resource.Reference).Append('\n');
                AppendDifferences(type, resource, normal.Resource, canonical);
            }
        }
        @case.Expect("canonical", canonical.ToString());
        @case.Expect("problems", problems.ToString());
    }

    private static void AppendDifferences(
        ResourceType type,
        Resource written,
        Resource canonical,
        StringBuilder output
    )
    {
        foreach (var (name, value) in canonical.Parameters)
        {
            var isDefault = written[name] is null && value.Equals(type.Find(name)?.Default);
            if (!isDefault && !value.Equals(written[name]))
            {
                output.Append("  ").Append(name).Append(" => ").Append(ValueText.Of(value)).Append('\n');
            }
        }
    }

    /// <summary>All types with their attributes; properties carry a star.</summary>
    private static string Roster() =>
        string.Join(
            '\n',
            ResourceTypeRoster
                .All.OrderBy(type => type.Name, StringComparer.Ordinal)
                .Select(type =>
                    $"{type.Name}: "
                    + string.Join(
                        ' ',
                        type.Attributes.Select(a => a.Name + (a.Kind == AttributeKind.Property ? "*" : ""))
                    )
                )
        );
}
