using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary>Values of rules of the packet filter, in the form that puppetlabs-firewall gives them.</summary>
public static partial class FirewallValues
{
    private const int LongestPrefix = 64;
    private const int MostPorts = 65_535;

    public static ImmutableArray<string> Packages => ["iptables", "iptables-persistent", "iptables-services"];

    public static ImmutableArray<string> Services =>
        ["firewalld", "iptables", "ip6tables", "iptables-persistent", "netfilter-persistent"];

    private static readonly ImmutableArray<string> DscpClasses =
    [
        .. Enumerable.Range(1, 4).SelectMany(row => Enumerable.Range(1, 3).Select(drop => $"af{row}{drop}")),
        .. Enumerable.Range(1, 7).Select(number => $"cs{number}"),
        "ef",
    ];

    /// <summary>Whether a provider's or a protocol's name is that of the sixth version.</summary>
    public static bool IsIpv6(string? name) => name is "ip6tables" or "IPv6";

    /// <summary>One value of an attribute; undef when it says no more than its absence would.</summary>
    public static Value Canonical(string attribute, Value value) =>
        attribute switch
        {
            "source" or "destination" => Address(value.ToString()) is { } address
                ? address
                : UndefValue.Instance,
            "ctorigsrc" or "ctorigdst" or "ctreplsrc" or "ctrepldst" => WithoutPrefix(value.ToString()),
            "src_range" or "dst_range" => Range(attribute == "src_range" ? "source" : "destination", value),
            "sport" or "dport" or "port" => Port(value.ToString()),
            "jump" or "goto" => Target(attribute, value),
            "log_level" => LogLevel(value.ToString()),
            "log_prefix" when value.ToString().Length == 0 => throw new AttributeException(
                "log_prefix should not be an empty string"
            ),
            "nflog_group" => Group(value),
            "nflog_prefix" when value.ToString().Length > LongestPrefix => throw new AttributeException(
                "nflog_prefix must be less than 64 characters."
            ),
            "icmp" => Icmp(value),
            "connmark" => Mark(value, "MARK"),
            "match_mark" => Mark(value, "Match MARK"),
            "set_mark" => SetMark(value),
            "set_dscp_class" => DscpClasses.Contains(value.ToString().ToLowerInvariant())
                ? value.ToString().ToLowerInvariant()
                : throw new AttributeException($"{value} is not a valid DSCP Class"),
            "stat_every" => Every(value),
            "stat_probability" => Probability(value),
            "time_start" or "time_stop" => Time(value.ToString()),
            "month_days" => long.TryParse(value.ToString(), out var day) && day is >= 1 and <= 31
                ? value
                : throw new AttributeException("month_days must be in the range of 1-31"),
            "length" => Length(value.ToString()),
            "string_hex" => Hex(value.ToString()),
            "queue_num" => Queue(value),
            _ => value,
        };

    /// <summary>The number of a kind of icmp; null for a name that is none.</summary>
    public static string? IcmpNumber(string name, bool isIpv6) =>
        name.Length > 0 && char.IsAsciiDigit(name[^1])
            ? name
            : (name, isIpv6) switch
            {
                ("echo-reply", false) => "0",
                ("destination-unreachable", false) => "3",
                ("source-quench", false) => "4",
                ("redirect", false) => "6",
                ("echo-request", false) => "8",
                ("router-advertisement", false) => "9",
                ("router-solicitation", false) => "10",
                ("time-exceeded", false) => "11",
                ("parameter-problem", false) => "12",
                ("timestamp-request", false) => "13",
                ("timestamp-reply", false) => "14",
                ("address-mask-request", false) => "17",
                ("address-mask-reply", false) => "18",
                ("destination-unreachable", true) => "1",
                ("too-big", true) => "2",
                ("time-exceeded", true) => "3",
                ("parameter-problem", true) => "4",
                ("echo-request", true) => "128",
                ("echo-reply", true) => "129",
                ("router-solicitation", true) => "133",
                ("router-advertisement", true) => "134",
                ("neighbour-solicitation", true) => "135",
                ("neighbour-advertisement", true) => "136",
                ("redirect", true) => "137",
                _ => null,
            };

    /// <summary>
    /// An address with its prefix, <c>! </c> before it when all others are meant; null for all addresses; a
    /// host's name stays.
    /// </summary>
    public static string? Address(string text)
    {
        var negation = text.StartsWith('!') ? "! " : "";
        var bare = text.TrimStart('!').Trim();
        var parts = bare.Split('/', 2);
        if (!IPAddress.TryParse(parts[0], out var address) || !IsPlain(parts[0], address))
        {
            return negation + bare;
        }
        var bytes = address.GetAddressBytes();
        if (PrefixOf(parts.Length > 1 ? parts[1] : null, bytes.Length) is not { } prefix)
        {
            throw new AttributeException($"host_to_ip failed for {text}, exception invalid address: {bare}");
        }
        for (var bit = prefix; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }
        return prefix == 0 ? null : $"{negation}{new IPAddress(bytes)}/{prefix}";
    }

    /// <summary>Addresses are written out: <c>10.1</c> is a name here.</summary>
    private static bool IsPlain(string text, IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 || text.Split('.').Length == 4;

    private static int? PrefixOf(string? text, int bytes)
    {
        if (text is null)
        {
            return bytes * 8;
        }
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix))
        {
            return prefix <= bytes * 8 ? prefix : null;
        }
        if (!IPAddress.TryParse(text, out var mask) || mask.GetAddressBytes().Length != bytes)
        {
            return null;
        }
        var bits = string.Concat(
            mask.GetAddressBytes().Select(part => Convert.ToString(part, 2).PadLeft(8, '0'))
        );
        return bits.TrimEnd('0').Contains('0') ? null : bits.TrimEnd('0').Length;
    }

    private static string WithoutPrefix(string text)
    {
        var suffix = text.Contains(':') ? "/128" : "/32";
        return text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text;
    }

    private static Value Range(string side, Value value)
    {
        if (RangeForm().Match(value.ToString()) is not { Success: true } match)
        {
            throw new AttributeException($"The {side} IP range must be in 'IP1-IP2' format.");
        }
        foreach (var end in new[] { match.Groups[1].Value, match.Groups[2].Value })
        {
            if (!IPAddress.TryParse(end, out _))
            {
                throw new AttributeException($"Invalid IP address \"{end}\" in range \"{value}\"");
            }
        }
        return value;
    }

    /// <summary>Ranges have a hyphen; names of services stay.</summary>
    private static Value Port(string text)
    {
        var negation = text.StartsWith('!') ? "! " : "";
        var bare = text.TrimStart('!').Trim();
        return negation + (PortRange().IsMatch(bare) ? bare.Replace(':', '-') : bare);
    }

    private static Value Target(string attribute, Value value)
    {
        var which = attribute == "jump" ? "Jump" : "Goto";
        var name = value.ToString();
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new AttributeException(
                $"{which} destination must consist of alphanumeric characters, an underscore or a hyphen."
            );
        }
        return attribute == "goto" && name.ToLowerInvariant() is "accept" or "reject" or "drop"
            ? throw new AttributeException(
                "Goto destination should not be one of ACCEPT, REJECT or DROP. Use the action property instead."
            )
            : value;
    }

    private static Value LogLevel(string level) =>
        level switch
        {
            [>= '0' and <= '7'] => level,
            "panic" => "0",
            "alert" => "1",
            "crit" => "2",
            "err" or "error" => "3",
            "warn" or "warning" => "4",
            "not" or "notice" => "5",
            "info" => "6",
            "debug" => "7",
            _ => throw new AttributeException("Unable to determine log level"),
        };

    private static Value Group(Value value) =>
        long.TryParse(value.ToString(), out var number) && number is >= 0 and <= MostPorts
            ? value
            : throw new AttributeException("nflog_group must be between 0 and 2^16-1");

    private static Value Icmp(Value value) =>
        value switch
        {
            ArrayValue => throw new AttributeException(
                "Argument must not be an array of values. To match multiple ICMP types, please use "
                    + "separate rules for each ICMP type."
            ),
            StringValue { Text: "any" } => throw new AttributeException(
                "Value 'any' is not valid. This behaviour should be achieved by omitting or undefining "
                    + "the ICMP parameter."
            ),
            _ => value,
        };

    private static string? Hexadecimal(string text)
    {
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return uint.TryParse(
            isHex ? text[2..] : text,
            isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? "0x" + number.ToString("x", CultureInfo.InvariantCulture)
            : null;
    }

    private static Value Mark(Value value, string what)
    {
        var parts = value.ToString().Split('/');
        if (Hexadecimal(parts[0]) is not { } mark || parts is [_, ""])
        {
            throw new AttributeException($"{what} value must be integer or hex between 0 and 0xffffffff");
        }
        return parts.Length == 1
            ? mark
            : throw new AttributeException("iptables does not support masks on MARK match rules");
    }

    private static Value SetMark(Value value)
    {
        var parts = value.ToString().Split('/');
        if (Hexadecimal(parts[0]) is not { } mark || parts is [_, ""])
        {
            throw new AttributeException("MARK value must be integer or hex between 0 and 0xffffffff");
        }
        var mask = parts.Length == 1 ? "0xffffffff" : Hexadecimal(parts[1]);
        return mask is null
            ? throw new AttributeException("MARK mask must be integer or hex between 0 and 0xffffffff")
            : $"{mark}/{mask}";
    }

    private static Value Every(Value value) =>
        !value.ToString().All(char.IsAsciiDigit)
            ? throw new AttributeException("stat_every value must be a digit")
        : value.ToString().Trim('0').Length == 0
            ? throw new AttributeException("stat_every value must be larger than 0")
        : value;

    private static Value Probability(Value value) =>
        ProbabilityForm().IsMatch(value.ToString())
            ? value
            : throw new AttributeException("stat_probability must be between 0.0 and 1.0");

    private static Value Time(string text)
    {
        var padded = text is [var digit, ':', ..] && char.IsAsciiDigit(digit) ? "0" + text : text;
        return ShortTime().IsMatch(padded) ? padded + ":00" : padded;
    }

    private static Value Length(string text)
    {
        var parts = text.Split('-', ':');
        if (parts.Length > 2 || !parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit)))
        {
            throw new AttributeException("Length value must either be an integer or a range");
        }
        var numbers = parts.Select(part => int.TryParse(part, out var n) ? n : int.MaxValue).ToList();
        return numbers.Exists(n => n > MostPorts) || numbers[^1] < numbers[0]
            ? throw new AttributeException("Length values must be between 0 and 65535")
            : string.Join(':', numbers);
    }

    private static Value Hex(string text) =>
        text.Contains('!')
            ? string.Concat(
                text.Split('|', StringSplitOptions.RemoveEmptyEntries)
                    .Select(part => part.Contains('!') ? part : $"|{part.Replace(" ", "")}|")
            )
            : text.Replace(" ", "");

    private static Value Queue(Value value) =>
        !value.ToString().All(char.IsAsciiDigit)
            ? throw new AttributeException("queue_num must be an integer")
        : long.TryParse(value.ToString(), out var number) && number <= MostPorts ? value
        : throw new AttributeException("queue_num must be between 0 and 65535");

    [GeneratedRegex(@"^([^\-/]+)-([^\-/]+)$")]
    private static partial Regex RangeForm();

    [GeneratedRegex(@"^\d+([:-]\d+)?$")]
    private static partial Regex PortRange();

    [GeneratedRegex(@"^(0\.\d+|1\.0+)$")]
    private static partial Regex ProbabilityForm();

    [GeneratedRegex("^([0-9]|0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]$")]
    private static partial Regex ShortTime();
}
