using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// The version of libaugeas, where it is installed. The library holds it as a text of its own, which asking
/// <c>augparse</c> would print; its file's name tells the interface's number only.
/// </summary>
internal sealed class AugeasFact() : FactResolver("augeas")
{
    private const string Library = "libaugeas.so.0";

    private static readonly string[] Directories =
    [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/lib64",
        "/usr/lib",
        "/lib64",
        "/lib",
        "/opt/puppetlabs/puppet/lib",
    ];

    public override bool IsOfImages => true;

    public override Value? Resolve(Host host)
    {
        var path = Directories
            .Select(directory => FilePath.Join(directory, Library))
            .FirstOrDefault(file => host.TryExists(file));
        return path is not null && VersionIn(host, path) is { } version
            ? HashValue.Of(("version", version))
            : null;
    }

    private static string? VersionIn(Host host, string path)
    {
        byte[]? bytes;
        try
        {
            bytes = host.ReadBytes(path);
        }
        catch (HostException)
        {
            return null;
        }
        var rest = bytes.AsSpan();
        for (int end; (end = rest.IndexOf((byte)0)) >= 0; rest = rest[(end + 1)..])
        {
            if (IsVersion(rest[..end]))
            {
                return System.Text.Encoding.ASCII.GetString(rest[..end]);
            }
        }
        return null;
    }

    /// <summary>Three numbers with dots between them, and nothing else.</summary>
    private static bool IsVersion(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 5 or > 11 || text.ContainsAnyExcept("0123456789."u8))
        {
            return false;
        }
        return text.Count((byte)'.') == 2 && text[0] != '.' && text[^1] != '.' && text.IndexOf(".."u8) < 0;
    }
}
