using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>
/// The ring of keys that apt trusts: through <c>apt-key</c> where there is one, and by <c>gpg</c> on the file
/// itself where it has gone.
/// </summary>
internal static class AptKeyring
{
    private const string Gpg = "/usr/bin/gpg";
    private const string Ring = "/etc/apt/trusted.gpg";

    public static bool IsThere(Host host) => host.Exists("/etc/apt") && (HasAptKey(host) || host.Exists(Gpg));

    public static List<AptKey> List(Host host)
    {
        ImmutableArray<string> what = ["--list-keys", "--with-colons", "--fingerprint", "--fixed-list-mode"];
        var command = HasAptKey(host) ? ["apt-key", "adv", "--no-tty", .. what] : GpgCommand(what);
        // What apt-key warns of goes to standard error.
        var result = host.Query(HostTool.Request(host, command) with { MergesOutput = false });
        return result.Succeeded
            ? AptKey.ParseAll(result.Output, host.Time.GetUtcNow())
            : throw HostTool.Failure(result with { Output = result.Error }, command);
    }

    /// <summary>Takes a key in; one with another fingerprint than the wanted is refused.</summary>
    public static void Add(Host host, byte[] key, string? wanted)
    {
        if (wanted is not null)
        {
            Check(host, key, wanted);
        }
        Send(host, HasAptKey(host) ? ["apt-key", "add", "-"] : GpgCommand(["--import"]), key);
    }

    public static void Receive(Host host, string server, string? options, string id)
    {
        ImmutableArray<string> what =
        [
            "--keyserver",
            server,
            .. options is null ? Array.Empty<string>() : ["--keyserver-options", options],
            "--recv-keys",
            id,
        ];
        Send(host, HasAptKey(host) ? ["apt-key", "adv", "--no-tty", .. what] : GpgCommand(what), []);
    }

    public static void Remove(Host host, AptKey key) =>
        Send(
            host,
            HasAptKey(host)
                ? ["apt-key", "del", key.Short]
                : GpgCommand(["--yes", "--delete-keys", key.Fingerprint]),
            []
        );

    private static void Check(Host host, byte[] key, string wanted)
    {
        if (!host.Exists(Gpg))
        {
            return;
        }
        ImmutableArray<string> command =
        [
            Gpg,
            "--no-tty",
            "--with-colons",
            "--with-fingerprint",
            "--import-options",
            "show-only",
            "--import",
        ];
        var result = host.Query(HostTool.Request(host, command) with { Input = key, MergesOutput = false });
        var fingerprints = result
            .Output.Split('\n')
            .Select(line => line.Split(':'))
            .Where(row => row is ["fpr", ..] && row.Length > 9)
            .Select(row => row[9]);
        if (!fingerprints.Contains(wanted))
        {
            throw new HostException(
                $"The id in your manifest {wanted} and the fingerprint from content/source don't match. "
                    + "Check for an error in the id and content/source is legitimate."
            );
        }
    }

    private static void Send(Host host, ImmutableArray<string> command, byte[] input)
    {
        var result = host.Run(HostTool.Request(host, command) with { Input = input });
        if (!result.Succeeded)
        {
            throw HostTool.Failure(result, command);
        }
    }

    private static bool HasAptKey(Host host) => Programs.Find(host, "apt-key") is not null;

    private static ImmutableArray<string> GpgCommand(ImmutableArray<string> what) =>
        [Gpg, "--no-tty", "--batch", "--no-default-keyring", "--keyring", $"gnupg-ring:{Ring}", .. what];
}
