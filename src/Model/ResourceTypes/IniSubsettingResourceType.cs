using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class IniSubsettingResourceType() : ResourceType("ini_subsetting")
{
    public override string Doc => "A word within a setting of an INI file (puppetlabs-inifile).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("value"),
        .. Parameters(
            "section",
            "setting",
            "subsetting",
            "subsetting_separator",
            "subsetting_key_val_separator",
            "path"
        ),
        Parameter("show_diff", "true", "md5", "false"),
        .. Parameters("key_val_separator", "quote_char"),
        Boolean("use_exact_match"),
        Parameter("insert_type", "start", "end", "before", "after", "index"),
        Parameter("insert_value"),
        Boolean("delete_if_empty"),
    ];
}
