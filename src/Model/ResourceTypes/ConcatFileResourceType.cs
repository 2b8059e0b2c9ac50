using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class ConcatFileResourceType() : ResourceType("concat_file")
{
    private static readonly string[] Texts = ["validate_cmd", "selrange", "selrole", "seltype", "seluser"];

    public override string Doc => "A file put together from fragments (puppetlabs-concat).";

    public override IEnumerable<Resource> Foretell(Resource resource) =>
        resource.Text("ensure") != "absent" && resource.Text("path") is { } path
            ? [new Resource(new("File", path)) { Parameters = [new("path", path)] }]
            : [];

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("path") with
        {
            Doc = "The file.",
        },
        Property("ensure", "present", "absent") with
        {
            Default = "present",
        },
        .. Parameters("owner", "group", "mode"),
        Parameter("order", "alpha", "numeric") with
        {
            Default = "numeric",
            Doc = "How the fragments are sorted.",
        },
        Parameter("backup") with
        {
            Doc = "As the attribute of `file`.",
        },
        Switch("replace") with
        {
            Default = true,
            Doc = "Whether a file that is there is overwritten.",
        },
        Parameter("validate_cmd") with
        {
            Doc = "As the attribute of `file`.",
        },
        Switch("ensure_newline") with
        {
            Default = false,
            Doc = "Whether each fragment ends its last line.",
        },
        Parameter("format", "plain", "yaml", "json", "json-array", "json-pretty", "json-array-pretty") with
        {
            Default = "plain",
            Doc = "What the fragments are: texts, or data that are merged.",
        },
        Switch("force") with
        {
            Default = false,
            Doc = "Whether of two values for a key the first counts.",
        },
        Switch("selinux_ignore_defaults"),
        .. Parameters("selrange", "selrole", "seltype", "seluser"),
        Switch("show_diff") with
        {
            Doc = "As the attribute of `file`.",
        },
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource) =>
        resource.Text("path") is { } path ? [new("File", path)] : [];

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name switch
        {
            "path" when !FilePath.IsAbsolute(value.ToString()) => throw new AttributeException(
                $"File paths must be fully qualified, not '{value}'"
            ),
            "backup" when value is not (BooleanValue or StringValue) => throw new AttributeException(
                "Backup must be a Boolean or String"
            ),
            var name when Texts.Contains(name) && value is not StringValue => throw new AttributeException(
                $"{ResourceReference.Capitalize(name)} must be a String"
            ),
            _ => value,
        };
}
