using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class ArchiveResourceType() : ResourceType("archive")
{
    private const string Digest = @"\b[0-9a-f]{5,128}\b";
    private static readonly string[] Kinds = ["none", "md5", "sha1", "sha2", "sha256", "sha384", "sha512"];
    private static readonly string[] Schemes = ["puppet", "http", "https", "ftp", "file", "s3"];

    public override string Doc => "A file that is fetched and unpacked (puppet-archive).";

    protected override string ProviderTable => "curl; ruby; wget";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("path") with
        {
            Doc = "Where the file goes.",
        },
        Parameter("provider"),
        Property("ensure", "present", "absent") with
        {
            Default = "present",
        },
        Property("creates") with
        {
            Doc = "A path that unpacking makes: when it is there nothing is to be done.",
        },
        Parameter("filename"),
        Boolean("extract") with
        {
            Default = false,
            Doc = "Whether the file is unpacked.",
        },
        Parameter("extract_path") with
        {
            Doc = "The folder it is unpacked in.",
        },
        Parameter("target") with
        {
            Doc = "Another name of `extract_path`.",
        },
        Parameter("extract_command") with
        {
            Doc = "The command that unpacks; `%s` is the file.",
        },
        Parameter("temp_dir"),
        Parameter("extract_flags") with
        {
            Doc = "Options of the usual command.",
        },
        Boolean("cleanup") with
        {
            Default = true,
            Doc = "Whether the file goes once it is unpacked.",
        },
        Parameter("source") with
        {
            Doc = "Where the file comes from.",
        },
        Parameter("url") with
        {
            Doc = "Another name of `source`.",
        },
        Parameter("cookie"),
        Parameter("checksum", "true", "false", "undef") with
        {
            Pattern = Digest,
            Doc = "The digest the file must have.",
        },
        Parameter("digest_string") with
        {
            Pattern = Digest,
        },
        .. Parameters("checksum_url", "digest_url"),
        Parameter("checksum_type", Kinds) with
        {
            Default = "none",
            Doc = "What kind of digest that is.",
        },
        Parameter("digest_type", Kinds),
        Boolean("checksum_verify") with
        {
            Default = true,
        },
        .. Parameters("username", "password", "user", "group"),
        Parameter("proxy_type", "none", "ftp", "http", "https"),
        Parameter("proxy_server"),
        Switch("allow_insecure") with
        {
            Default = false,
        },
        Parameter("download_options"),
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource)
    {
        yield return new("File", FilePath.Parent(resource.Text("path")!));
        if (resource.Text("extract_path") is { } folder)
        {
            yield return new("File", folder);
        }
    }

    protected override Value Munge(ResourceAttribute attribute, Value value)
    {
        var text = value.ToString();
        var isAbsolute = FilePath.IsAbsolute(text);
        var sentence = attribute.Name switch
        {
            "path" when !isAbsolute => $"archive path must be absolute: {text}",
            "extract_path" or "target" when !isAbsolute => $"archive extract_path must be absolute: {text}",
            "temp_dir" when !isAbsolute => $"Invalid temp_dir {text}",
            "source" or "url" when !isAbsolute && !Schemes.Contains(text.Split(':')[0]) =>
                $"invalid source url: {text}",
            _ => null,
        };
        return sentence is null ? value : throw new AttributeException(sentence);
    }

    /// <summary>Each thing has the name that camptocamp-archive gave it, too.</summary>
    protected override void Complete(ResourceDraft draft)
    {
        foreach (
            var (name, other) in new[]
            {
                ("extract_path", "target"),
                ("source", "url"),
                ("checksum", "digest_string"),
                ("checksum_url", "digest_url"),
            }
        )
        {
            draft[name] ??= draft[other];
        }
        if (draft["digest_type"] is { } kind)
        {
            draft["checksum_type"] = kind;
        }
        if (draft["checksum"] is BooleanValue verifies)
        {
            draft["checksum_verify"] = verifies;
        }
        draft["filename"] ??= FilePath.Name(draft.Text("path")!);
    }
}
