using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

internal sealed partial class PostgresqlPsqlResourceType() : ResourceType("postgresql_psql")
{
    public override string Doc => "A statement sent to a PostgreSQL server (puppetlabs-postgresql).";

    protected override string ProviderTable => "ruby";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("command") with
        {
            Doc = "The statement; the name when not given.",
        },
        Parameter("unless") with
        {
            Doc = "A query; when it finds a row, nothing is done.",
        },
        Parameter("onlyif") with
        {
            Doc = "A query; when it finds no row, nothing is done.",
        },
        Parameter("connect_settings") with
        {
            Doc = "Variables for `psql` (`PGHOST` …).",
        },
        .. Parameters("instance", "db", "port", "search_path"),
        Parameter("psql_path") with
        {
            Default = "psql",
            Doc = "The program that speaks to the server.",
        },
        Parameter("psql_user") with
        {
            Default = "postgres",
            Doc = "The account that speaks to it.",
        },
        Parameter("psql_group") with
        {
            Default = "postgres",
            Doc = "Its group.",
        },
        Parameter("cwd") with
        {
            Default = "/tmp",
            Doc = "The folder it speaks from.",
        },
        Parameter("environment") with
        {
            Doc = "More variables, `NAME=value` each.",
        },
        Boolean("refreshonly") with
        {
            Default = false,
            Doc = "Whether it is sent only when a notification comes.",
        },
        Boolean("sensitive") with
        {
            Default = false,
            Doc = "Whether the statement is not to be shown.",
        },
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource)
    {
        yield return new("Class", "Postgresql::Server::Service");
        if (resource.Text("instance") is { } instance)
        {
            yield return new("Anchor", $"postgresql::server::service::end::{instance}");
        }
    }

    protected override Value Munge(ResourceAttribute attribute, Value value)
    {
        switch (attribute.Name)
        {
            case "cwd" when !FilePath.IsAbsolute(value.ToString()):
                throw new AttributeException("Parameter cwd must be a fully qualified path");
            case "environment":
                foreach (var setting in value is ArrayValue list ? list.Items : [value])
                {
                    if (!Setting().IsMatch(setting.ToString()))
                    {
                        throw new AttributeException($"Invalid environment setting '{setting}'");
                    }
                }
                break;
        }
        return value;
    }

    protected override void Complete(ResourceDraft draft)
    {
        draft["command"] ??= draft["name"]!;
        if (draft.Text("sensitive") == "true" && draft["command"] is { } command and not SensitiveValue)
        {
            draft["command"] = new SensitiveValue(command);
        }
    }

    [GeneratedRegex(@"\w+=")]
    private static partial Regex Setting();
}
