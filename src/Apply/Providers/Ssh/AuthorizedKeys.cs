using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The lines of an authorized_keys file (sshd(8), "AUTHORIZED_KEYS FILE FORMAT").</summary>
internal static class AuthorizedKeys
{
    private static readonly ImmutableArray<string> Types =
    [
        "ssh-dss",
        "ssh-ed25519",
        "ssh-rsa",
        "ecdsa-sha2-nistp256",
        "ecdsa-sha2-nistp384",
        "ecdsa-sha2-nistp521",
        "ecdsa-sk",
        "ed25519-sk",
        "sk-ecdsa-sha2-nistp256@openssh.com",
        "sk-ssh-ed25519@openssh.com",
        "ssh-rsa-cert-v01@openssh.com",
        "ssh-ed25519-cert-v01@openssh.com",
        "ssh-dss-cert-v01@openssh.com",
        "ecdsa-sha2-nistp256-cert-v01@openssh.com",
        "ecdsa-sha2-nistp384-cert-v01@openssh.com",
        "ecdsa-sha2-nistp521-cert-v01@openssh.com",
    ];

    /// <summary>Options, type, key and comment, which is the name; null for a line that is no key.</summary>
    public static FileRecord? Parse(string line)
    {
        var text = line.TrimStart();
        if (text.Length == 0 || text[0] == '#')
        {
            return null;
        }
        var options = StartsWithType(text) ? "" : text[..EndOfOptions(text)];
        var words = text[options.Length..]
            .TrimStart()
            .Split((char[]?)[' ', '\t'], 3, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !Types.Contains(words[0]))
        {
            return null;
        }
        var list = Options(options);
        return new FileRecord { Name = words.Length > 2 ? words[2].TrimEnd() : "" }
            .With("type", words[0])
            .With("key", words[1].TrimEnd())
            .With("options", list.IsEmpty ? null : FileRecord.List(list));
    }

    public static string Print(FileRecord record) =>
        string.Join(
                ' ',
                string.Join(',', record.Items("options")),
                record.Word("type") ?? throw new HostException("Field 'type' is required"),
                record.Word("key") ?? throw new HostException("Field 'key' is required"),
                record.Name
            )
            .TrimStart();

    private static bool StartsWithType(string text) =>
        Types.Any(type =>
            text.StartsWith(type, StringComparison.Ordinal)
            && text.Length > type.Length
            && char.IsWhiteSpace(text[type.Length])
        );

    /// <summary>Options end at the first blank outside of quotes.</summary>
    private static int EndOfOptions(string text)
    {
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && (i == 0 || text[i - 1] != '\\'))
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && char.IsWhiteSpace(text[i]) && StartsWithType(text[i..].TrimStart()))
            {
                return i;
            }
        }
        return text.Length;
    }

    private static ImmutableArray<string> Options(string text)
    {
        var options = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        var isQuoted = false;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '"' && (i == 0 || text[i - 1] != '\\'))
            {
                isQuoted = !isQuoted;
            }
            if (i == text.Length || (text[i] == ',' && !isQuoted))
            {
                options.Add(text[start..i].Trim());
                start = i + 1;
            }
        }
        return [.. options.Where(option => option.Length > 0)];
    }
}
