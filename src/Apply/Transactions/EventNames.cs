using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>What reports call a change.</summary>
internal static class EventNames
{
    public static string Of(Resource resource, PropertyChange change) =>
        change.Found.EventName?.Invoke() ?? ByType(resource, change);

    private static string ByType(Resource resource, PropertyChange change)
    {
        var type = resource.Type.ToLowerInvariant().Replace("::", "_", StringComparison.Ordinal);
        // A source decides what a file becomes, whatever else the manifest says.
        var wanted = (type == "file" ? change.Found.Becomes?.ToString() : null) ?? change.DesiredText;
        return (type, change.Property, wanted) switch
        {
            ("exec", "returns", _) => "executed_command",
            ("file", "ensure", "directory") => "directory_created",
            ("file", "ensure", "link") => "link_created",
            ("file", "ensure", "file" or "present") => "file_created",
            ("service", "ensure", "running") => "service_started",
            ("service", "ensure", "stopped") => "service_stopped",
            ("service", "enable", "true") => "service_enabled",
            ("service", "enable", "false" or "mask") => "service_disabled",
            ("service", "enable", "manual") => "service_manual_start",
            ("service", "enable", "delayed") => "service_delayed_start",
            ("mount", "ensure", "absent") => "mount_deleted",
            ("mount", "ensure", "mounted") => "mount_mounted",
            ("package", "ensure", "present" or "installed") => "package_installed",
            ("package", "ensure", "purged") => "package_purged",
            (_, "ensure", "present") => $"{type}_created",
            (_, "ensure", "absent") => $"{type}_removed",
            (_, "ensure", _) => $"{type}_changed",
            _ => $"{change.Property}_changed",
        };
    }
}
