using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class MysqlGrantResourceType() : ResourceType("mysql_grant")
{
    public override string Doc => "Rights of an account of a MySQL server (puppetlabs-mysql).";

    protected override string ProviderTable => "mysql";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("privileges") with
        {
            IsList = true,
            Doc = "What the account may do; `ALL` stands for the others.",
        },
        Property("table") with
        {
            Pattern = @".*\..*|^[0-9a-zA-Z$_]*@[\w%\.:\-/]*$",
            Doc = "`database.table`, either of them `*`; for `PROXY` an account.",
        },
        Property("user") with
        {
            Doc = "The account.",
        },
        Property("options") with
        {
            IsList = true,
            Doc = "`GRANT` when the account may pass its rights on.",
        },
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource)
    {
        yield return MysqlNames.Settings;
        if (resource.Text("user") is { } user)
        {
            yield return new("Mysql_user", user);
        }
    }

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name switch
        {
            "name" => Without(value, '\''),
            "table" => Without(value, '`'),
            "user" => MysqlNames.Account(value.ToString()),
            _ => value,
        };

    protected override void Complete(ResourceDraft draft)
    {
        WantPresence(draft);
        if (draft["privileges"] is ArrayValue privileges)
        {
            draft["privileges"] = Canonical(privileges, draft.Text("ensure") == "present");
        }
    }

    protected override IEnumerable<string> Check(ResourceDraft draft)
    {
        var isWanted = draft.Text("ensure") == "present";
        if (isWanted && draft["privileges"] is null)
        {
            yield return "`privileges` `parameter` is required.";
        }
        if (draft["privileges"] is ArrayValue { Count: > 1 } several && Names(several).Contains("PROXY"))
        {
            yield return "`privileges` `parameter`: PROXY can only be specified by itself.";
        }
        if (isWanted && draft["table"] is null)
        {
            yield return "`table` `parameter` is required.";
        }
        if (isWanted && draft["user"] is null)
        {
            yield return "`user` `parameter` is required.";
        }
        if (
            draft.Text("user") is { } user
            && draft.Text("table") is { } table
            && draft.Text("name") != $"{user}/{table}"
        )
        {
            yield return "`name` `parameter` must match user@host/table format.";
        }
    }

    /// <summary>In capitals and sorted, as the server is asked; rights to columns with sorted
    /// columns.</summary>
    private static ArrayValue Canonical(ArrayValue privileges, bool isWanted) =>
        isWanted && privileges.Count > 1 && Names(privileges).Any(name => name.Contains("ALL"))
            ? new ArrayValue(["ALL"])
            : ArrayValue.Of(
                Names(privileges)
                    .Select(MysqlPrivilege.Canonical)
                    .Distinct()
                    .Where(name => name is not ("GRANT" or "GRANT OPTION"))
                    .Order(StringComparer.Ordinal)
                    .Select(name => (Value)name)
            );

    private static IEnumerable<string> Names(ArrayValue privileges) =>
        privileges.Items.Select(item => item.ToString());

    private static Value Without(Value value, char quote) =>
        value.ToString().Replace(quote.ToString(), "", StringComparison.Ordinal);
}
