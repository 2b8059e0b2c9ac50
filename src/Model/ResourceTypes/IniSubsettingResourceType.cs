using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class IniSubsettingResourceType() : ResourceType("ini_subsetting")
{
    public override string Doc => "A part of a setting of an INI file (puppetlabs-inifile).";

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
            Doc = "What stands behind the part's name.",
        },
        Parameter("section") with
        {
            Default = "",
            Doc = "The section; empty for what stands before the first.",
        },
        Parameter("setting") with
        {
            Doc = "The setting's name.",
        },
        Parameter("subsetting") with
        {
            Doc = "The part's name.",
        },
        Parameter("subsetting_separator") with
        {
            Default = " ",
            Doc = "Between the parts.",
        },
        Parameter("subsetting_key_val_separator") with
        {
            Default = "",
            Doc = "Between a part's name and its value.",
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
        Parameter("quote_char") with
        {
            Default = "",
            Doc = "The quotes around a new value.",
        },
        Parameter("use_exact_match", "true", "false") with
        {
            Default = false,
            Doc = "Whether a part has no value, and is its name.",
        },
        Parameter("insert_type", "start", "end", "before", "after", "index") with
        {
            Default = "end",
            Doc = "Where a new part goes.",
        },
        Parameter("insert_value") with
        {
            Doc = "The part, or number, that `insert_type` is about.",
        },
        Parameter("delete_if_empty", "true", "false") with
        {
            Default = false,
            Doc = "Whether a setting without parts goes.",
        },
    ];

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        (attribute.Name, value.ToString()) switch
        {
            ("path", var path) when !FilePath.IsAbsolute(path) => throw new AttributeException(
                $"File paths must be fully qualified, not '{path}'"
            ),
            ("quote_char", not ("" or "\"" or "'")) => throw new AttributeException(
                ":quote_char valid values are '', '\"' and \"'\""
            ),
            _ => value,
        };
}
