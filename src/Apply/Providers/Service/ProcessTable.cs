using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The processes of a running machine (proc(5)), for services that only a process tells
/// of.</summary>
internal static class ProcessTable
{
    /// <summary>The number of the first process whose command line matches a pattern; null for
    /// none.</summary>
    public static int? Find(Host host, string pattern)
    {
        if (host.Status("/proc") is null)
        {
            return null;
        }
        var regex = Pattern(pattern);
        foreach (var entry in host.List("/proc").OrderBy(entry => entry.Name.Length))
        {
            if (
                int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number != Environment.ProcessId
                && CommandLine(host, entry.Path) is { Length: > 0 } line
                && regex.Regex.IsMatch(line)
            )
            {
                return number;
            }
        }
        return null;
    }

    private static RubyRegex Pattern(string pattern)
    {
        try
        {
            return RubyRegex.Of(pattern);
        }
        catch (DataTypeException mistake)
        {
            throw new HostException(mistake.Message, mistake);
        }
    }

    private static string CommandLine(Host host, string folder)
    {
        try
        {
            using var reader = new StreamReader(host.OpenRead(folder + "/cmdline"));
            return reader.ReadToEnd().Replace('\0', ' ').TrimEnd();
        }
        catch (Exception gone) when (gone is HostException or IOException)
        {
            // The process has ended since.
            return "";
        }
    }
}
