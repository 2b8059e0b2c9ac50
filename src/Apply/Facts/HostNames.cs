using System.Text.RegularExpressions;

namespace Bunraku.Apply;

/// <summary>
/// What a machine is called: by its kernel, <c>/etc/hosts</c> and resolv.conf(5). No name server is asked.
/// </summary>
internal sealed partial record HostNames(string Name, string? Domain, string FullName)
{
    public static HostNames Of(Host host)
    {
        var own = host.Kernel.Name?.Node ?? host.TryLine("/proc/sys/kernel/hostname") ?? "localhost";
        var dot = own.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0)
        {
            return new HostNames(own[..dot], own[(dot + 1)..], own);
        }
        var canonical = NameInHosts(host, own);
        var domain =
            canonical?.StartsWith(own + ".", StringComparison.Ordinal) == true
                ? canonical[(own.Length + 1)..]
                : DomainOfResolver(host);
        return new HostNames(own, domain, canonical ?? (domain is null ? own : $"{own}.{domain}"));
    }

    /// <summary>
    /// hosts(5): the first name of the line that names this machine, when it is another one.
    /// </summary>
    private static string? NameInHosts(Host host, string name) =>
        (host.Try("/etc/hosts") ?? "")
            .Split('\n')
            .Select(line => line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(words => words.Length > 1 && words[1..].Contains(name))
            is [_, var first, ..]
        && first != name
            ? first
            : null;

    private static string? DomainOfResolver(Host host)
    {
        var text = host.Try("/etc/resolv.conf") ?? "";
        var match = DomainLine().Match(text) is { Success: true } domain ? domain : SearchLine().Match(text);
        return match.Success && match.Groups[1].Value.TrimEnd('.') is { Length: > 0 } found ? found : null;
    }

    [GeneratedRegex(@"^domain\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex DomainLine();

    [GeneratedRegex(@"^search\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex SearchLine();
}
