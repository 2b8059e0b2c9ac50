using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class IniSettingResourceType() : ResourceType("ini_setting")
{
    public override string Doc => "A setting of an INI file (puppetlabs-inifile).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("value"),
        .. Parameters("section", "setting"),
        Switch("force_new_section_creation"),
        Parameter("path"),
        Parameter("show_diff", "true", "md5", "false"),
        .. Parameters("key_val_separator", "section_prefix", "section_suffix", "indent_char", "indent_width"),
        Switch("refreshonly"),
    ];
}
