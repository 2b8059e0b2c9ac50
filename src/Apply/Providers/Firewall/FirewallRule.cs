using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>A rule of the packet filter, as a line of <c>iptables-save</c> tells it.</summary>
internal sealed partial record FirewallRule(string Name, string Table, string Chain, string Line)
{
    /// <summary>Rules that nobody named stand behind all that have names.</summary>
    private const int FirstUnnamed = 9000;

    private static readonly ImmutableArray<string> Lists =
    [
        "dport",
        "sport",
        "port",
        "state",
        "ctstate",
        "ctstatus",
    ];

    public required IReadOnlyDictionary<string, Value> Properties { get; init; }

    /// <summary>Whether it has something that no attribute stands for.</summary>
    public bool IsStrange { get; private init; }

    /// <summary>Whether its name is one that was made for it.</summary>
    public bool IsUnmanaged => Unmanaged().IsMatch(Name);

    /// <summary>The words of a line; what is in quotes is one.</summary>
    public static List<string> Words(string line)
    {
        var words = new List<string>();
        foreach (Match match in Word().Matches(line))
        {
            var text = match.Value;
            words.Add(
                text.Length > 1 && text[0] == '"' && text[^1] == '"'
                    ? Escaped().Replace(text[1..^1], "$1")
                    : text
            );
        }
        return words;
    }

    public static FirewallRule Parse(string line, string table, int number)
    {
        var reading = new FirewallReading();
        reading.Read(Words(line));
        var found = reading.Found;
        var properties = new Dictionary<string, Value>();
        foreach (var (attribute, values) in found)
        {
            if (attribute != "name" && attribute != "table")
            {
                properties[attribute] = Property(attribute, values);
            }
        }
        Complete(properties);
        var comment = found.TryGetValue("name", out var comments)
            ? string.Join(';', comments.Select(one => one.Text))
            : null;
        return new(NameOf(comment, line, number), table, reading.Chain, line)
        {
            Properties = properties,
            IsStrange = reading.IsStrange,
        };
    }

    private static Value Property(string attribute, List<FirewallWord> values)
    {
        if (attribute is "ipset" or "src_type" or "dst_type")
        {
            return ArrayValue.Of(values.Select(value => (Value)value.ToString()));
        }
        var (text, isNegated) = (values[^1].Text, values[^1].IsNegated);
        if (Lists.Contains(attribute))
        {
            var items = text.Split(',')
                .Select(item => attribute.EndsWith("port") ? item.Replace(':', '-') : item);
            items = attribute.Contains("stat", StringComparison.Ordinal)
                ? items.Order(StringComparer.Ordinal)
                : items;
            return ArrayValue.Of(items.Select(item => (Value)(isNegated ? $"! {item}" : item)));
        }
        var whole = isNegated ? $"! {text}" : text;
        return attribute is "source" or "destination" ? FirewallValues.Address(whole) ?? whole : whole;
    }

    /// <summary>What iptables leaves out is there by default.</summary>
    private static void Complete(Dictionary<string, Value> properties)
    {
        var jump = properties.GetValueOrDefault("jump")?.ToString();
        if (jump is "ACCEPT" or "REJECT" or "DROP")
        {
            properties["action"] = jump.ToLowerInvariant();
            properties.Remove("jump");
        }
        if (jump == "LOG")
        {
            properties.TryAdd("log_level", "4");
        }
        if (properties.ContainsKey("limit"))
        {
            properties.TryAdd("burst", "5");
        }
        properties.TryAdd("proto", "all");
        if (properties.TryGetValue("set_dscp", out var dscp) && DscpClass(dscp.ToString()) is { } name)
        {
            properties["set_dscp_class"] = name;
        }
    }

    private static string? DscpClass(string number) =>
        !int.TryParse(number.AsSpan(2), System.Globalization.NumberStyles.HexNumber, null, out var value)
            ? null
        : value == 0x2e ? "ef"
        : value % 8 == 0 && value is >= 8 and <= 56 ? $"cs{value / 8}"
        : value is >= 0x0a and <= 0x26 && value % 2 == 0 ? $"af{value / 8}{value % 8 / 2}"
        : null;

    private static string NameOf(string? comment, string line, int number) =>
        comment is null
            ? $"{FirstUnnamed + number} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)))}"
        : Managed().IsMatch(comment) ? comment
        : $"{FirstUnnamed + number} {comment}";

    [GeneratedRegex("""("([^"\\]|\\.)*"|\S+)""")]
    private static partial Regex Word();

    [GeneratedRegex("""\\(\\|'|")""")]
    private static partial Regex Escaped();

    [GeneratedRegex(@"^\d+[^\x00-\x08\x0e-\x1f\x7f]+$")]
    private static partial Regex Managed();

    [GeneratedRegex(@"^9[0-9]{3}\s.*$")]
    private static partial Regex Unmanaged();
}

/// <summary>A value of an option, and whether all others are meant.</summary>
internal readonly record struct FirewallWord(string Text, bool IsNegated)
{
    public override string ToString() => IsNegated ? $"! {Text}" : Text;
}
