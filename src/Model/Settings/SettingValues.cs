using System.Globalization;

namespace Bunraku.Model;

/// <summary>
/// What a setting is when nobody set it, as the reference's packages have it for root: the
/// settings that say how it runs mean nothing here, but code may ask for their names.
/// </summary>
public static class SettingValues
{
    /// <summary>Those that are an empty text, rather than undef, when nothing is said.</summary>
    private const string EmptyTexts =
        "code config_version configprint dns_alt_names ldapbase ldappassword ldapuser node_name_fact "
        + "postrun_command prerun_command skip_tags tags";

    private const string Lists = "disable_warnings http_extra_headers server_list supported_checksum_types";

    private static readonly (string, string)[] Places =
    [
        ("confdir", "/etc/puppet"),
        ("codedir", "/etc/puppet/code"),
        ("vardir", "/var/cache/puppet"),
        ("publicdir", "/var/cache/puppet/public"),
        ("logdir", "/var/log/puppet"),
        ("rundir", "/run/puppet"),
        ("run_mode", "user"),
        ("ssldir", "/var/lib/puppet/ssl"),
    ];

    private static readonly Lazy<Table> Defaults = new(Read);

    /// <summary>With a node's name for <c>certname</c>.</summary>
    public static HashValue.Builder Of(string nodeName)
    {
        var (fixedValues, ofNode) = Defaults.Value;
        var values = new HashValue.Builder(fixedValues);
        foreach (var (name, text) in ofNode)
        {
            values[name] = text.Replace("$certname", nodeName, StringComparison.Ordinal);
        }
        return values;
    }

    /// <summary>One of them, or null.</summary>
    public static Value? Find(string name, Func<string> nodeName)
    {
        var (fixedValues, ofNode) = Defaults.Value;
        return fixedValues.Find(name)
            ?? ofNode
                .Where(one => one.Name == name)
                .Select(one => (Value)one.Text.Replace("$certname", nodeName(), StringComparison.Ordinal))
                .FirstOrDefault();
    }

    private sealed record Table(HashValue Fixed, List<(string Name, string Text)> OfNode);

    private static Table Read()
    {
        var texts = Places.ToDictionary(place => place.Item1, place => place.Item2);
        var kinds = new Dictionary<string, char>();
        foreach (var line in SettingTable.Text.Split('\n'))
        {
            var equals = line.IndexOf(" = ", StringComparison.Ordinal);
            var name = equals < 0 ? line : line[..equals];
            var bare = name.TrimEnd('?', '/', '+');
            kinds[bare] = name[^1];
            texts.TryAdd(bare, equals < 0 ? "" : line[(equals + 3)..]);
        }
        texts["certname"] = "$certname";
        // The longest name first: one may begin like another.
        var longest = texts.OrderByDescending(pair => pair.Key.Length).ToList();
        var values = new HashValue.Builder();
        var ofNode = new List<(string, string)>();
        foreach (var (name, kind) in kinds)
        {
            var text = Interpolated(texts[name], longest);
            if (text.Contains("$certname", StringComparison.Ordinal))
            {
                ofNode.Add((name, text));
            }
            else
            {
                values[name] = Value(name, kind, text);
            }
        }
        return new Table(values.Build(), ofNode);
    }

    private static string Interpolated(string text, List<KeyValuePair<string, string>> texts)
    {
        foreach (var (name, value) in texts)
        {
            if (name != "certname" && text.Contains('$', StringComparison.Ordinal))
            {
                var whole = text.Replace($"${{{name}}}", value, StringComparison.Ordinal);
                whole = whole.Replace("$" + name, value, StringComparison.Ordinal);
                text = whole == text ? text : Interpolated(whole, texts);
            }
        }
        return text;
    }

    private static Value Value(string name, char kind, string text) =>
        Lists.Split(' ').Contains(name)
            ? ArrayValue.Of(
                text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => (Value)part)
            )
        : text.Length == 0
            ? EmptyTexts.Split(' ').Contains(name) ? new StringValue("")
                : UndefValue.Instance
        : kind == '?' ? BooleanValue.Of(text == "true")
        : kind == '+' ? Seconds(text)
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new IntegerValue(number)
        : new StringValue(text);

    /// <summary>A time with its unit (<c>30m</c>) in seconds.</summary>
    public static Value Seconds(string text)
    {
        long unit = text[^1] switch
        {
            'y' => 365 * 86_400,
            'd' => 86_400,
            'h' => 3600,
            'm' => 60,
            _ => 1,
        };
        var digits = text.TrimEnd('y', 'd', 'h', 'm', 's');
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new IntegerValue(number * unit)
            : text == "unlimited" ? new FloatValue(double.PositiveInfinity)
            : new StringValue(text);
    }
}
