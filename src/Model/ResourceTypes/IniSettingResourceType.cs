using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class IniSettingResourceType() : ResourceType("ini_setting")
{
    public override string Doc => "A setting of an INI file (puppetlabs-inifile).";

    protected override string ProviderTable => "ruby";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent") with
        {
            Default = "present",
        },
        Property("value") with
        {
            IsSingle = true,
            Doc = "What the setting is set to.",
        },
        Parameter("section") with
        {
            Default = "",
            Doc = "The section; empty for what stands before the first.",
        },
        Parameter("setting") with
        {
            Doc = "The setting's name; without one the section itself is managed.",
        },
        Switch("force_new_section_creation") with
        {
            Default = true,
            Doc = "Whether the section is made when it is missing.",
        },
        Parameter("path") with
        {
            Doc = "The file.",
        },
        Parameter("show_diff", "true", "md5", "false") with
        {
            Default = true,
            Doc = "Whether values are shown where differences are: in full, as digests, never.",
        },
        Parameter("key_val_separator") with
        {
            Default = " = ",
            Doc = "Between the setting and its value.",
        },
        Parameter("section_prefix") with
        {
            Default = "[",
            Doc = "Before the name of a section.",
        },
        Parameter("section_suffix") with
        {
            Default = "]",
            Doc = "After the name of a section.",
        },
        Parameter("indent_char") with
        {
            Default = " ",
            Doc = "What new settings are indented with.",
        },
        Parameter("indent_width") with
        {
            Doc = "How often; as the section's other settings when not given.",
        },
        Switch("refreshonly") with
        {
            Default = false,
            Doc = "Whether it is set only when a notification comes.",
        },
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource)
    {
        if (resource.Text("path") is { } path)
        {
            yield return new("File", FilePath.Parent(path));
        }
    }

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name switch
        {
            "path" when !FilePath.IsAbsolute(value.ToString()) => throw new AttributeException(
                $"File paths must be fully qualified, not '{value}'"
            ),
            "value" or "setting" => value.ToString().Trim(),
            _ => value,
        };
}
