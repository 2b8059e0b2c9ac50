using System.Security.Cryptography;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The machine's public keys for SSH, with their fingerprints: RFC 4255, SSHFP records.</summary>
internal sealed class SshFact() : FactResolver("ssh")
{
    private static readonly string[] Directories =
    [
        "/etc/ssh",
        "/usr/local/etc/ssh",
        "/etc",
        "/usr/local/etc",
        "/etc/opt/ssh",
    ];

    /// <summary>The keys' files by name, what stands in them, and the number in SSHFP records.</summary>
    private static readonly (string Name, string Type, int Number)[] Kinds =
    [
        ("rsa", "ssh-rsa", 1),
        ("dsa", "ssh-dss", 2),
        ("ecdsa", "ecdsa-sha2-nistp256", 3),
        ("ed25519", "ssh-ed25519", 4),
    ];

    public override Value? Resolve(Host host)
    {
        var keys = new HashValue.Builder();
        foreach (var directory in Directories)
        {
            foreach (var (name, _, _) in Kinds)
            {
                var words = (host.Try($"{directory}/ssh_host_{name}_key.pub") ?? "").Split(
                    (char[]?)null,
                    StringSplitOptions.RemoveEmptyEntries
                );
                if (words is [var type, var key, ..] && Describe(type, key) is { } described)
                {
                    keys[described.Name] = described.Facts;
                }
            }
        }
        return keys.Count == 0 ? null : keys.Build();
    }

    private static (string Name, HashValue Facts)? Describe(string type, string key)
    {
        var kind = Kinds.FirstOrDefault(kind => kind.Type == type);
        var bytes = new byte[key.Length];
        if (kind.Name is null || !Convert.TryFromBase64String(key, bytes, out var length))
        {
            return null;
        }
        var blob = bytes.AsSpan(0, length);
        // The record's form wants this digest; nothing is secured by it here.
#pragma warning disable CA5350
        var sha1 = Convert.ToHexStringLower(SHA1.HashData(blob));
#pragma warning restore CA5350
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(blob));
        return (
            kind.Name,
            HashValue.Of(
                (
                    "fingerprints",
                    HashValue.Of(
                        ("sha1", $"SSHFP {kind.Number} 1 {sha1}"),
                        ("sha256", $"SSHFP {kind.Number} 2 {sha256}")
                    )
                ),
                ("key", key),
                ("type", type)
            )
        );
    }
}
