using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class ArchiveResourceType() : ResourceType("archive")
{
    public override string Doc => "A file that is fetched and unpacked (puppet-archive).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("path"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("creates"),
        Parameter("filename"),
        Boolean("extract"),
        .. Parameters("extract_path", "target", "extract_command", "temp_dir", "extract_flags"),
        Boolean("cleanup"),
        .. Parameters("source", "url", "cookie"),
        Parameter("checksum", "true", "false", "undef") with
        {
            Pattern = @"\b[0-9a-f]{5,128}\b",
        },
        Parameter("digest_string") with
        {
            Pattern = @"\b[0-9a-f]{5,128}\b",
        },
        .. Parameters("checksum_url", "digest_url"),
        Parameter("checksum_type", "none", "md5", "sha1", "sha2", "sha256", "sha384", "sha512"),
        Parameter("digest_type", "none", "md5", "sha1", "sha2", "sha256", "sha384", "sha512"),
        Boolean("checksum_verify"),
        .. Parameters("username", "password", "user", "group"),
        Parameter("proxy_type", "none", "ftp", "http", "https"),
        Parameter("proxy_server"),
        Switch("allow_insecure"),
        Parameter("download_options"),
    ];
}
