using System.Globalization;
using Bunraku.Model;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>All that this room tells users, in one place and in alphabetical order.</summary>
internal static class ApplyDiagnostics
{
    public static Diagnostic AliasTaken(Resource resource, string name, Resource other) =>
        Diagnostic.Error(
            "alias-taken",
            $"cannot alias {resource.Reference} to `{name}`{Place(resource)}; resource "
                + $"`{other.Reference}` already declared{Place(other)}",
            help: "two resources manage the same thing: remove one, or give it another name"
        );

    public static Diagnostic DependencyCycle(IReadOnlyList<DependencyCycle> cycles)
    {
        var paths = cycles.Select(cycle =>
            $"({string.Join(" => ", cycle.Path.Select(vertex => vertex.ToString()))})"
        );
        var count = cycles.Count.ToString(CultureInfo.InvariantCulture);
        return Diagnostic.Error(
            "dependency-cycle",
            $"found {count} dependency {(cycles.Count == 1 ? "cycle" : "cycles")}: {string.Join(", ", paths)}",
            help: "remove one of the relationships between these resources"
        );
    }

    /// <param name="problem">The sentence of what went wrong, which may name a place in Ruby.</param>
    public static Diagnostic FactCodeFailed(string path, string problem) =>
        Diagnostic.Warning(
            "fact-code-failed",
            $"error while resolving custom facts in {path}: {problem}",
            help: "the facts that this file adds are missing; all others are there"
        );

    public static Diagnostic FactFailed(string name, string problem) =>
        Diagnostic.Warning(
            "fact-failed",
            problem.Contains($"fact='{name}'", StringComparison.Ordinal)
                ? problem
                : $"error while resolving the fact `{name}`: {problem}"
        );

    public static Diagnostic FactFileFailed(string path, string problem, Span? place = null) =>
        Diagnostic.Warning(
            "fact-file-failed",
            $"failed to handle {path} as external facts: {problem}",
            place
        );

    public static Diagnostic IdentitiesNotMapped(string reason) =>
        Diagnostic.Error(
            "identities-not-mapped",
            $"the user namespace was not given its user and group ids: {reason}",
            help: "the ids that `/etc/subuid` and `/etc/subgid` lend this user have to be nobody else's, and "
                + "`newuidmap` and `newgidmap` setuid root"
        );

    public static Diagnostic InvalidResource(Resource resource, string problem) =>
        Diagnostic.Error(
            "invalid-resource",
            char.ToLowerInvariant(problem[0]) + problem[1..].TrimEnd('.') + Place(resource)
        ) with
        {
            Reference = new ReferenceWording("", problem),
        };

    /// <param name="setting">Reads a kernel setting by its name; null where it does not exist.</param>
    public static Diagnostic NamespacesNotPermitted(UnixException exception, Func<string, string?> setting)
    {
        (string Name, string Forbids, string Allows)[] known =
        [
            ("kernel.unprivileged_userns_clone", "0", "1"),
            ("kernel.apparmor_restrict_unprivileged_userns", "1", "0"),
            ("user.max_user_namespaces", "0", "15000"),
        ];
        var culprit = known.FirstOrDefault(entry => setting(entry.Name) == entry.Forbids);
        return Diagnostic.Error(
            "namespaces-not-permitted",
            $"this system does not permit the namespaces a sandbox is made of: {exception.Reason}",
            help: culprit.Name is null
                ? "run as root; in a container, give it the right to create namespaces (`--privileged`)"
                : $"as root: `sysctl -w {culprit.Name}={culprit.Allows}`"
        );
    }

    public static Diagnostic NoSubordinateIds(string user) =>
        Diagnostic.Warning(
            "no-subordinate-ids",
            $"`/etc/subuid` and `/etc/subgid` lend user `{user}` no ids: every file will belong to root",
            help: $"as root: `usermod --add-subuids 100000-165535 --add-subgids 100000-165535 {user}`"
        );

    public static Diagnostic SandboxNotMade(UnixException exception) =>
        Diagnostic.Error(
            "sandbox-not-made",
            $"the sandbox could not be put together: {exception.Message}",
            help: exception.Error is Errno.EPERM or Errno.EACCES
                ? "in a container, run it with the right to mount (`--privileged`); on Ubuntu, "
                    + "`sysctl -w kernel.apparmor_restrict_unprivileged_userns=0` lets ordinary users do so"
                : null
        );

    public static Diagnostic UidmapMissing() =>
        Diagnostic.Warning(
            "uidmap-missing",
            "`newuidmap` and `newgidmap` are not installed: every file will belong to root",
            help: "as root: `apt-get install uidmap`"
        );

    public static Diagnostic UnknownNativeType(Resource resource) =>
        Diagnostic.Error(
            "unknown-native-type",
            $"resource type `{resource.Type.ToLowerInvariant()}` was not found{Place(resource)}",
            help: "the catalog was compiled with a type that is neither built in nor in a module that is here"
        );

    public static Diagnostic UnknownRelative(
        Resource resource,
        string relation,
        ResourceReference relative
    ) =>
        Diagnostic.Error(
            "unknown-relative",
            $"could not find resource `{relative}` in parameter `{relation}` of `{resource.Reference}`"
                + Place(resource),
            help: "a relationship needs a resource that is in the catalog; virtual resources are not"
        );

    /// <summary>A catalog knows files and lines, not sources, so the place is part of the sentence.</summary>
    private static string Place(Resource resource) =>
        resource.File is null
            ? resource.Line > 0
                ? $" (line: {resource.Line})"
                : ""
            : resource.Line > 0
                ? $" (file: {resource.File}, line: {resource.Line})"
                : $" (file: {resource.File})";
}
