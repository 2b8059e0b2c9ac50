using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class FileResourceType() : ResourceType("file")
{
    private static readonly string[] Creators = ["content", "source", "target"];
    private static readonly string[] SourceSchemes = ["file", "puppet", "http", "https"];

    public override string Doc => "A file, directory or symbolic link.";

    protected override string ProviderTable => "posix; windows";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("path"),
        Parameter("provider"),
        Property("ensure", "absent|false", "file", "present", "directory", "link") with
        {
            Pattern = ".",
        },
        Property("content"),
        Property("checksum_value"),
        Property("target", "notlink") with
        {
            Pattern = ".",
        },
        .. Properties("owner", "group", "mode", "type", "seluser", "selrole", "seltype", "selrange"),
        .. Properties("ctime", "mtime"),
        Parameter("backup") with
        {
            Default = false,
        },
        Parameter("recurse", "true", "false", "remote"),
        Parameter("recurselimit") with
        {
            Pattern = "^[0-9]+$",
        },
        Parameter("max_files") with
        {
            Pattern = "^[0-9]+$|^-1$",
            Default = 0,
        },
        Switch("replace") with
        {
            Default = true,
        },
        Switch("force") with
        {
            Default = false,
        },
        Parameter("ignore"),
        Parameter("links", "follow", "manage") with
        {
            Default = "manage",
        },
        Switch("purge") with
        {
            Default = false,
        },
        Parameter("sourceselect", "first", "all") with
        {
            Default = "first",
        },
        Switch("show_diff") with
        {
            Default = true,
        },
        .. Parameters("staging_location", "validate_cmd"),
        Parameter("validate_replacement") with
        {
            Default = "%",
        },
        Parameter(
            "checksum",
            "sha256",
            "sha256lite",
            "md5",
            "md5lite",
            "sha1",
            "sha1lite",
            "sha512",
            "sha384",
            "sha224",
            "mtime",
            "ctime",
            "none"
        ),
        Parameter("source"),
        Parameter("source_permissions", "use", "use_when_creating", "ignore") with
        {
            Default = "ignore",
        },
        Boolean("selinux_ignore_defaults") with
        {
            Default = false,
        },
    ];

    /// <summary>A path is told without its last slashes.</summary>
    public override ImmutableArray<TitlePattern> TitlePatterns { get; } =
    [
        new(RubyRegex.Of(@"(?m-ix:^(/|.+:/|.*[^/])/*\Z)"), [new("path")])
        {
            IsWhole = static title => title is [.., not '/'] && !title.Contains('\n'),
        },
    ];

    /// <summary>
    /// The nearest directories above, the link's target, and owner and group given by name.
    /// </summary>
    public override IEnumerable<ResourceReference> Autorequires(Resource resource)
    {
        foreach (var ancestor in FilePath.Ancestors(resource["path"]!.ToString()))
        {
            yield return new("File", ancestor);
        }
        if (resource["target"] is StringValue target)
        {
            yield return new("File", target.Text);
        }
        if (resource["owner"] is { } owner && !IsNumber(owner))
        {
            yield return new("User", owner.ToString());
        }
        if (resource["group"] is { } group && !IsNumber(group))
        {
            yield return new("Group", group.ToString());
        }
    }

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name switch
        {
            "path" or "staging_location" => AbsolutePath(value),
            "mode" => Mode(value),
            "owner" or "group" => value is IntegerValue ? value.ToString() : value,
            "backup" => Backup(value),
            "source" => Sources(value),
            "content" => value is ArrayValue array ? string.Concat(array.Items) : value,
            "recurselimit" or "max_files" => long.Parse(value.ToString()),
            _ => value,
        };

    protected override void Complete(ResourceDraft draft)
    {
        if (draft["content"] is ArrayValue parts)
        {
            draft["content"] = string.Concat(parts.Items);
        }
        if (
            draft.Text("ensure")
            is { } ensure
                and not ("absent" or "file" or "present" or "directory" or "link")
        )
        {
            draft["target"] = ensure;
            draft["ensure"] = "link";
        }
        if (draft["ensure"] is null && draft["target"] is not null)
        {
            draft["ensure"] = "link";
        }
        else if (draft["ensure"] is null && draft["content"] is not null)
        {
            draft["ensure"] = "file";
        }
    }

    protected override IEnumerable<string> Check(ResourceDraft draft)
    {
        var checksum = draft.Text("checksum");
        if (Creators.Count(draft.Has) > 1)
        {
            yield return "You cannot specify more than one of content, source, target";
        }
        if (draft.Text("recurse") == "remote" && draft["source"] is null)
        {
            yield return "You cannot specify a remote recursion without a source";
        }
        if (checksum == "none" && draft["source"] is not null)
        {
            yield return "You cannot specify source when using checksum 'none'";
        }
        if (checksum is "none" or "mtime" or "ctime" && draft["content"] is not null)
        {
            yield return $"You cannot specify content when using checksum '{checksum}'";
        }
    }

    private static Value AbsolutePath(Value value)
    {
        var path = value.ToString();
        return FilePath.IsAbsolute(path)
            ? FilePath.Normalize(path)
            : throw new AttributeException($"File paths must be fully qualified, not '{path}'");
    }

    private static Value Mode(Value value)
    {
        if (value is not StringValue text)
        {
            throw new AttributeException(
                $"The file mode specification must be a string, not '{RubyClass(value)}'"
            );
        }
        return FilePermissions.TryParse(text.Text)?.Text is { } mode
            ? mode
            : throw new AttributeException($"The file mode specification is invalid: {Inspect(value)}");
    }

    private static Value Backup(Value value) =>
        (value is ArrayValue { Count: > 0 } array ? array[0] : value).ToString() switch
        {
            "false" => false,
            "true" or ".puppet-bak" => ".puppet-bak",
            var name when value is not (StringValue or ArrayValue) => throw new AttributeException(
                $"Invalid backup type {name}"
            ),
            var name => name,
        };

    private static Value Sources(Value value) =>
        ArrayValue.Of((value is ArrayValue array ? array.Items : [value]).Select(Source));

    private static Value Source(Value value)
    {
        var source = value.ToString().TrimEnd('/');
        if (FilePath.IsAbsolute(source))
        {
            return source;
        }
        var colon = source.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            throw new AttributeException($"Cannot use relative URLs '{source}'");
        }
        if (!source.AsSpan(colon + 1).StartsWith("/"))
        {
            throw new AttributeException($"Cannot use opaque URLs '{source}'");
        }
        var scheme = source[..colon].ToLowerInvariant();
        return SourceSchemes.Contains(scheme)
            ? source
            : throw new AttributeException($"Cannot use URLs of type '{scheme}' as source for fileserving");
    }

    private static bool IsNumber(Value value) => value.ToString().All(char.IsAsciiDigit);
}
