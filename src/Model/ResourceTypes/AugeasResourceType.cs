using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class AugeasResourceType() : ResourceType("augeas")
{
    public override string Doc => "Changes of a configuration file made through a lens.";

    protected override string ProviderTable => "augeas";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("returns") with
        {
            Default = 0,
            Doc = "What the changes return; not to be set.",
        },
        Parameter("context") with
        {
            Doc = "The path that relative paths of `changes` start from.",
        },
        Parameter("onlyif") with
        {
            Doc =
                "A condition: `get PATH COMPARATOR TEXT`, `match PATH size COMPARATOR NUMBER`, "
                + "`values PATH include TEXT` …",
        },
        Parameter("changes") with
        {
            Doc = "Commands, one an item or a line: `set PATH VALUE`, `rm PATH`, `ins LABEL before PATH` …",
        },
        Parameter("root") with
        {
            Default = "/",
            Doc = "The folder that counts as `/`.",
        },
        Parameter("load_path") with
        {
            Doc = "Folders of further lenses.",
        },
        Parameter("force") with
        {
            Default = false,
            Doc = "Whether it counts as a change when no file changes.",
        },
        Boolean("type_check") with
        {
            Default = false,
            Doc = "Whether lenses are checked.",
        },
        Parameter("lens") with
        {
            Doc = "The lens of the file that `incl` names: `Hosts.lns`.",
        },
        Parameter("incl") with
        {
            Doc = "The one file that is read.",
        },
        Switch("show_diff") with
        {
            Default = true,
            Doc = "Whether differences may be shown.",
        },
    ];

    protected override IEnumerable<string> Check(ResourceDraft draft) =>
        draft["lens"] is null != draft["incl"] is null
            ? ["You must specify both the lens and incl parameters, or neither."]
            : [];
}
