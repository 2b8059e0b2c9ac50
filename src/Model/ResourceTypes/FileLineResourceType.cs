using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class FileLineResourceType() : ResourceType("file_line")
{
    public override string Doc => "A line in a file (puppetlabs-stdlib).";

    protected override string ProviderTable => "ruby";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent") with
        {
            Default = "present",
        },
        Property("line"),
        Parameter("match"),
        Flag("match_for_absence", false),
        Boolean("multiple"),
        .. Parameters("after", "path"),
        Flag("replace", true),
        Flag("replace_all_matches_not_matching_line", false),
        Parameter("encoding") with
        {
            Default = "UTF-8",
        },
        Flag("append_on_no_match", true),
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource)
    {
        if (resource["path"] is { } path)
        {
            yield return new("File", FilePath.Normalize(path.ToString()));
        }
    }

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name == "path" && !FilePath.IsAbsolute(value.ToString())
            ? throw new AttributeException($"File paths must be fully qualified, not '{value}'")
            : value;

    protected override IEnumerable<string> Check(ResourceDraft draft)
    {
        if (draft.Text("replace_all_matches_not_matching_line") == "true")
        {
            if (draft.Text("multiple") == "false")
            {
                yield return "multiple must be true when replace_all_matches_not_matching_line is true";
            }
            if (draft.Text("replace") == "false")
            {
                yield return "replace must be true when replace_all_matches_not_matching_line is true";
            }
        }
        var isFoundByMatch =
            draft.Text("ensure") == "absent"
            && draft.Text("match_for_absence") == "true"
            && draft["match"] is not null;
        if (draft["line"] is null && !isFoundByMatch)
        {
            yield return "line is a required attribute";
        }
        if (draft["path"] is null)
        {
            yield return "path is a required attribute";
        }
    }

    private static ResourceAttribute Flag(string name, bool value) => Boolean(name) with { Default = value };
}
