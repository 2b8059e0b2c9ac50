using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Compares audited properties with what earlier runs wrote down, and writes down what is found; the
/// reference's <c>audit</c>.
/// </summary>
internal sealed class Auditing(Host host, TransactionSettings settings)
{
    /// <summary>The properties of a resource that are audited, in the order they are named.</summary>
    public static ImmutableArray<string> PropertiesOf(
        ResourceType type,
        Resource resource,
        Provider? provider
    )
    {
        if (resource["audit"] is not { } audit)
        {
            return [];
        }
        var names = References.Texts(audit).ToImmutableArray();
        var properties = type.Attributes.Where(a => a.Kind == AttributeKind.Property).Select(a => a.Name);
        return names is ["all"]
            ? [.. properties.Where(property => type.Supports(provider?.Name, property))]
            : [.. names.Distinct().Where(properties.ToHashSet().Contains)];
    }

    /// <summary>What is there now and what was written down, before anything is changed.</summary>
    public ImmutableArray<AuditedProperty> Look(
        ResourceType type,
        Resource resource,
        Provider provider,
        Observed observed
    )
    {
        if (settings.State is not { } state || resource["audit"] is null)
        {
            return [];
        }
        return
        [
            .. PropertiesOf(type, resource, provider)
                .Select(property =>
                {
                    var value = provider.Audit(host, resource, observed, property);
                    var yaml = MemoryValue.Yaml(type, property, value);
                    var recorded = state.Audited(resource.Reference, property);
                    state.SetAudited(resource.Reference, property, yaml);
                    return new AuditedProperty(property, value, yaml, recorded)
                    {
                        Wanted =
                            resource[property] is { } wanted and not SensitiveValue
                            && observed.Find(property) is { } found
                                ? new PropertyChange(
                                    property,
                                    found,
                                    provider.Left(host, resource, property) ?? wanted
                                )
                                : null,
                    };
                }),
        ];
    }

    /// <summary>
    /// Tells of audited properties that changed by another hand, or are seen for the first time.
    /// </summary>
    public void Tell(VertexState state)
    {
        foreach (var audited in state.Audited)
        {
            if (audited.Recorded is null)
            {
                state.Log.WriteOf(
                    LogLevel.Notice,
                    state.Vertex,
                    $"audit change: newly-recorded value {Plain(audited.Property, audited.Value)}",
                    audited.Property
                );
            }
            else if (audited.HasChanged && !state.Events.Any(e => e.Property == audited.Property))
            {
                Tell(state, audited);
            }
        }
    }

    /// <summary>What a change of an audited property says besides.</summary>
    public string Remark(AuditedProperty? audited) =>
        audited is { Recorded: not null, HasChanged: true }
            ? $" (previously recorded value was {Shown(audited.Property, audited.History)})"
            : "";

    private void Tell(VertexState state, AuditedProperty audited)
    {
        var message =
            $"audit change: previously recorded value {Shown(audited.Property, audited.History)} has been "
            + $"changed to {Shown(audited.Property, audited.Value)}";
        state.Log.Write(
            LogLevels.Parse(state.Resource.Text("loglevel")) ?? LogLevel.Notice,
            state.Vertex,
            message,
            audited.Property
        );
        state.Add(
            new Event(
                audited.Wanted is { } wanted ? EventNames.Of(state.Resource, wanted)
                    : audited.Property == "ensure" ? $"{state.Resource.Type.ToLowerInvariant()}_changed"
                    : $"{audited.Property}_changed",
                audited.Property,
                EventStatus.Audit,
                message,
                settings.Time.GetLocalNow()
            )
            {
                PreviousValue = Told(audited.Value),
                DesiredValue = audited.Wanted is { } change
                    ? change.Found.ReportedWanted ?? change.Found.Becomes ?? change.Desired
                    : null,
                HistoricalValue = Told(audited.History),
                IsAudited = true,
            }
        );
    }

    /// <summary>As a sentence of a change shows it: accounts by name.</summary>
    private string Shown(string property, Value? value) =>
        (property, value) switch
        {
            ("password", _) => "[redacted]",
            (_, null or UndefValue) => "",
            (_, TimestampValue) => $"'{Plain(value)}'",
            ("owner", IntegerValue uid) => $"'{host.Accounts.UserName((int)uid.Number)}'",
            ("group", IntegerValue gid) => $"'{host.Accounts.GroupName((int)gid.Number)}'",
            _ => PropertyChange.Quote(value),
        };

    private static Value? Told(Value? value) => value is TimestampValue ? Plain(value) : value;

    private static string Plain(string property, Value? value) =>
        property == "password" ? "[redacted]" : Plain(value);

    private static string Plain(Value? value) =>
        value switch
        {
            null => "",
            TimestampValue time => MemoryValue.Shown(
                DateTimeOffset.FromUnixTimeSeconds(time.WholeSeconds).ToLocalTime()
            ),
            ArrayValue array => $"[{string.Join(", ", array.Items.Select(Inspect))}]",
            _ => value.ToString(),
        };

    /// <summary>An item as Ruby shows it in a list.</summary>
    private static string Inspect(Value item) =>
        item switch
        {
            StringValue { Text: "absent" } => ":absent",
            StringValue text => RubyText.Inspect(text.Text),
            _ => item.ToString(),
        };
}

/// <summary>An audited property as it is found.</summary>
/// <param name="Value">Null when there is nothing to tell.</param>
/// <param name="Yaml">The value as it is written down.</param>
/// <param name="Recorded">What was written down before; null when the property is new.</param>
internal sealed record AuditedProperty(string Property, Value? Value, string Yaml, string? Recorded)
{
    /// <summary>What the manifest says of it besides; null when it says nothing.</summary>
    public PropertyChange? Wanted { get; init; }

    public bool HasChanged => Recorded is not null && Recorded != Yaml;

    /// <summary>The value written down before.</summary>
    public Value? History => Recorded is null ? null : MemoryValue.Read(Recorded);
}
