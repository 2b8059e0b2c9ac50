namespace Bunraku.Apply;

/// <summary>How processors are parts of cores and sockets: sysfs, devices/system/cpu.</summary>
internal readonly record struct CoreTopology(int Sockets, long CoresOfSocket, long ThreadsOfCore)
{
    private const string Directory = "/sys/devices/system/cpu";

    public static CoreTopology Of(Host host)
    {
        var places = host.TryNames(Directory)
            .Where(name => name.Length > 3 && name.StartsWith("cpu", StringComparison.Ordinal))
            .Where(name => name[3..].All(char.IsAsciiDigit))
            .Select(name => $"{Directory}/{name}/topology")
            .Select(path =>
                (Socket: host.TryLine($"{path}/physical_package_id"), Core: host.TryLine($"{path}/core_id"))
            )
            .Where(place => place.Socket is not null)
            .ToList();
        var sockets = places.Select(place => place.Socket).Distinct().Count();
        var cores = places.Distinct().Count();
        return sockets == 0 ? default : new(sockets, cores / sockets, places.Count / cores);
    }
}
