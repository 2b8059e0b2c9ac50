using System.Text;

namespace Bunraku.Unix.Tests;

public sealed class RootDirectoryTests : IDisposable
{
    private const int Mode644 = 420;
    private const int Mode755 = 493;
    private readonly TemporaryRoot temporary = new();

    private RootDirectory Root => temporary.Root;

    public void Dispose() => temporary.Dispose();

    [Theory]
    [InlineData("/../outside")]
    [InlineData("../../../outside")]
    [InlineData("/up/outside")]
    [InlineData("/absolute")]
    [InlineData("/relative")]
    [InlineData("/chain")]
    public void No_path_leads_outside(string path)
    {
        Root.CreateSymlink("/up", "..");
        Root.CreateSymlink("/absolute", temporary.Outside);
        Root.CreateSymlink("/relative", "../outside");
        Root.CreateSymlink("/chain", "/up/../up/../outside");
        Assert.Null(Root.Status(path));
        var error = Assert.Throws<UnixException>(() => Root.OpenRead(path));
        Assert.Equal(Errno.ENOENT, error.Error);
        Assert.Equal("outside", File.ReadAllText(temporary.Outside));
    }

    [Fact]
    public void Writing_through_an_absolute_link_stays_inside()
    {
        Root.CreateSymlink("/link", "/file");
        using (var stream = Root.OpenWrite("/link", Mode644))
        {
            stream.Write("inside"u8);
        }
        Assert.Equal("inside", File.ReadAllText(Path.Combine(temporary.HostPath, "file")));
        Assert.False(File.Exists("/file"));
    }

    [Fact]
    public void A_directory_link_out_of_the_root_takes_nothing_with_it()
    {
        Root.CreateSymlink("/etc", Path.GetDirectoryName(temporary.Outside)!);
        Assert.Throws<UnixException>(() => Root.CreateNew("/etc/planted", Mode644));
        Assert.Throws<UnixException>(() => Root.DeleteFile("/etc/outside"));
        Assert.True(File.Exists(temporary.Outside));
    }

    [Fact]
    public void Both_ways_of_resolving_agree()
    {
        Root.CreateDirectory("/usr", Mode755);
        Root.CreateDirectory("/usr/bin", Mode755);
        Root.CreateNew("/usr/bin/true", Mode755).Dispose();
        Root.CreateSymlink("/bin", "usr/bin");
        Root.CreateSymlink("/usr/back", "/../..");
        Root.CreateSymlink("/loop", "loop");
        Root.CreateSymlink("/dangling", "nowhere");
        foreach (
            var path in (string[])
                [
                    "/",
                    ".",
                    "..",
                    "bin",
                    "/bin/",
                    "/bin/true",
                    "/bin/../bin/./true",
                    "/usr/back/bin/true",
                    "/usr/back",
                    "/bin/true/x",
                    "/loop",
                    "/loop/x",
                    "/dangling",
                    "/usr//bin//",
                    "/usr/bin/../..",
                ]
        )
        {
            foreach (var flags in (int[])[OpenFlags.PathOnly, OpenFlags.PathOnly | OpenFlags.NoFollow])
            {
                Assert.Equal(Resolved(path, flags, byKernel: true), Resolved(path, flags, byKernel: false));
            }
        }
    }

    [Fact]
    public void Permissions_are_what_was_asked_whatever_the_umask()
    {
        Root.CreateNew("/file", 2541).Dispose();
        Root.CreateDirectory("/directory", 1023);
        Assert.Equal(2541, Root.LinkStatus("/file")!.Value.Permissions);
        Assert.Equal(1023, Root.LinkStatus("/directory")!.Value.Permissions);
        Root.SetPermissions("/file", Mode644);
        Assert.Equal(Mode644, Root.LinkStatus("/file")!.Value.Permissions);
    }

    [Fact]
    public void Times_of_links_are_set_to_the_nanosecond()
    {
        Root.CreateSymlink("/link", "nowhere");
        var time = new UnixTime(1_000_000_000, 123_456_789);
        Root.SetTimes("/link", time);
        Assert.Equal(time, Root.LinkStatus("/link")!.Value.Modified);
    }

    [Fact]
    public void Names_that_are_not_utf8_survive()
    {
        byte[] name = [(byte)'a', 0xE9, (byte)'b', 0xC3, 0xA9];
        var text = UnixText.Decode(name);
        Assert.Equal(name, UnixText.Encode(text));
        Root.CreateNew("/" + text, Mode644).Dispose();
        var entry = Assert.Single(Root.List("/"));
        Assert.Equal("/" + text, entry.Path);
        Root.DeleteFile(entry.Path);
        Assert.Empty(Root.List("/"));
    }

    [Fact]
    public void Listings_are_sorted_by_bytes_and_walks_follow_no_link()
    {
        foreach (var name in (string[])["b", "a", "\U0001F600", "\uFF5E", "a.b"])
        {
            Root.CreateNew("/" + name, Mode644).Dispose();
        }
        Root.CreateDirectory("/c", Mode755);
        Root.CreateNew("/c/inner", Mode644).Dispose();
        Root.CreateSymlink("/c/up", "/");
        Assert.Equal(
            ["/a", "/a.b", "/b", "/c", "/c/inner", "/c/up", "/\uFF5E", "/\U0001F600"],
            Root.Walk().Select(entry => entry.Path)
        );
    }

    [Fact]
    public void Hard_links_share_an_inode_and_renames_keep_it()
    {
        Root.CreateNew("/one", Mode644).Dispose();
        Root.CreateHardLink("/two", "/one");
        var one = Root.LinkStatus("/one")!.Value;
        Assert.Equal(2, one.Links);
        Root.Rename("/two", "/three");
        Assert.Equal(one.Inode, Root.LinkStatus("/three")!.Value.Inode);
        Assert.Null(Root.LinkStatus("/two"));
    }

    [Fact]
    public void Deleting_a_tree_spares_what_its_links_name()
    {
        Root.CreateDirectory("/keep", Mode755);
        Root.CreateNew("/keep/file", Mode644).Dispose();
        Root.CreateDirectory("/tree", Mode755);
        Root.CreateDirectory("/tree/deep", Mode755);
        Root.CreateSymlink("/tree/deep/link", "/keep");
        Root.DeleteTree("/tree");
        Root.DeleteTree("/tree");
        Assert.Equal(["/keep", "/keep/file"], Root.Walk().Select(entry => entry.Path));
    }

    [Fact]
    public void Reading_a_fifo_fails_instead_of_waiting()
    {
        Root.CreateSpecial("/fifo", FileKind.Fifo, Mode644);
        Assert.Equal(Errno.ENXIO, Assert.Throws<UnixException>(() => Root.OpenRead("/fifo")).Error);
        Assert.Equal(Errno.EISDIR, Assert.Throws<UnixException>(() => Root.OpenRead("/")).Error);
    }

    [Fact]
    public void Extended_attributes_keep_every_byte()
    {
        Root.CreateNew("/file", Mode644).Dispose();
        byte[] value = [0, 0xFF, (byte)'=', (byte)'\n', 0];
        Root.SetExtendedAttribute("/file", "user.bytes", value);
        Root.SetExtendedAttribute("/file", "user.empty", []);
        var attributes = Root.ExtendedAttributes("/file");
        Assert.Equal(["user.bytes", "user.empty"], attributes.Keys);
        Assert.Equal(value, attributes["user.bytes"]);
        Root.RemoveExtendedAttribute("/file", "user.bytes");
        Assert.Equal(["user.empty"], Root.ExtendedAttributes("/file").Keys);
    }

    [Fact]
    public void A_zero_in_a_path_is_refused()
    {
        Root.CreateNew("/file", Mode644).Dispose();
        Assert.Equal(Errno.EINVAL, Assert.Throws<UnixException>(() => Root.DeleteFile("/file\0x")).Error);
        Assert.NotNull(Root.LinkStatus("/file"));
    }

    [Fact]
    public void The_machines_own_root_reads_like_any_other()
    {
        using var machine = RootDirectory.Open("/");
        using var reader = new StreamReader(machine.OpenRead("/proc/self/status"), Encoding.UTF8);
        Assert.StartsWith("Name:", reader.ReadToEnd(), StringComparison.Ordinal);
    }

    private string Resolved(string path, int flags, bool byKernel)
    {
        using var root = OpenRoot();
        using var found = byKernel
            ? PathResolver.OpenByKernel(root, path, flags, 0, out var error)
            : PathResolver.OpenByNames(root, path, flags, 0, out error);
        return found is null
            ? error.ToString()
            : File.ResolveLinkTarget($"/proc/self/fd/{found.DangerousGetHandle()}", false)!.FullName;
    }

    private Microsoft.Win32.SafeHandles.SafeFileHandle OpenRoot() =>
        new(Libc.Open(temporary.HostPath, OpenFlags.PathOnly | OpenFlags.Directory, 0), ownsHandle: true);
}
