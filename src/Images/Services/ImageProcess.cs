using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Images;

/// <summary>
/// What an image runs: the site file's own words if it has any, else the services of the catalog, one in its
/// foreground form, several under a supervisor.
/// </summary>
public sealed record ImageProcess(ImmutableArray<ServiceCommand> Services)
{
    /// <summary>The supervisor's configuration, read by <c>supervisord -c</c>.</summary>
    public const string SupervisorFile = "/etc/supervisor/supervisord.conf";

    /// <summary>The package that brings the supervisor.</summary>
    public const string SupervisorPackage = "supervisor";

    public bool NeedsSupervisor => Services.Length > 1;

    /// <summary>The image's command.</summary>
    public ImmutableArray<string> Command =>
        NeedsSupervisor
            ? ["/usr/bin/supervisord", "--nodaemon", "--configuration", SupervisorFile]
            : [.. Services[0].Arguments];

    /// <summary>
    /// The account the only service runs as; a supervisor starts as root and changes for each.
    /// </summary>
    public string? User => NeedsSupervisor ? null : Services[0].User;

    /// <summary>
    /// The service resources that shall run once the image runs: neither stopped nor disabled.
    /// </summary>
    public static ImmutableArray<Resource> Wanted(Catalog catalog) =>
        [
            .. catalog.Resources.Where(resource =>
                resource.Type == "Service" && !resource.IsVirtual && ShallRun(resource)
            ),
        ];

    /// <summary>Finds the foreground form of each service; what has none becomes a diagnostic.</summary>
    /// <param name="read">Reads a file of the finished image; null when it is not there.</param>
    public static (ImageProcess Process, ImmutableArray<Diagnostic> Diagnostics) Find(
        string image,
        ImmutableArray<Resource> services,
        Func<string, string?> read
    )
    {
        var commands = services
            .Select(service => (Service: service, Command: ForegroundForm.Find(NameOf(service), read)))
            .ToList();
        return (
            new ImageProcess([.. commands.Select(pair => pair.Command).OfType<ServiceCommand>()]),
            [
                .. commands
                    .Where(pair => pair.Command is null)
                    .Select(pair => ImagesDiagnostics.NoForegroundForm(image, pair.Service)),
            ]
        );
    }

    /// <summary>supervisord(1): one program for each service, output passed on, all ended together.</summary>
    public string SupervisorConfiguration()
    {
        var sections = Services.Select(service =>
            $"""
                [program:{service.Name}]
                command={string.Join(' ', service.Arguments.Select(Quote))}
                {(service.User is { } user ? $"user={user}\n" : "")}{EnvironmentLine(service)}autorestart=true
                stdout_logfile=/dev/stdout
                stdout_logfile_maxbytes=0
                stderr_logfile=/dev/stderr
                stderr_logfile_maxbytes=0

                """
        );
        return """
                [supervisord]
                nodaemon=true
                user=root
                logfile=/dev/null
                logfile_maxbytes=0
                pidfile=/run/supervisord.pid


                """ + string.Join('\n', sections);
    }

    private static string EnvironmentLine(ServiceCommand service) =>
        service.Environment.IsEmpty
            ? ""
            : "environment="
                + string.Join(',', service.Environment.Select(pair => $"{pair.Key}={Quote(pair.Value)}"))
                + "\n";

    /// <summary>supervisord splits like a shell and expands <c>%</c>.</summary>
    private static string Quote(string word)
    {
        var escaped = word.Replace("%", "%%", StringComparison.Ordinal);
        return
            escaped.Length > 0
            && escaped.All(c =>
                char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.' or '=' or ':' or '@' or '%'
            )
            ? escaped
            : "\""
                + escaped
                    .Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("\"", "\\\"", StringComparison.Ordinal)
                + "\"";
    }

    private static bool ShallRun(Resource service)
    {
        var ensure = service["ensure"]?.ToString();
        var enable = service["enable"]?.ToString();
        return ensure is "running" or "true" || ensure is null && enable is "true";
    }

    private static string NameOf(Resource service) => service["name"]?.ToString() ?? service.Title;
}
