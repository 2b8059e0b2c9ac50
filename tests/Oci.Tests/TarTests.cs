using System.Text;
using Bunraku.Tests;
using Bunraku.Unix;

namespace Bunraku.Oci.Tests;

public sealed class TarTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Origin: GNU tar 1.34, which writes the same tree in each of its forms.</summary>
    [Theory]
    [InlineData("v7")]
    [InlineData("oldgnu")]
    [InlineData("gnu")]
    [InlineData("ustar")]
    [InlineData("posix")]
    public void What_gnu_tar_writes_is_read(string format)
    {
        var name = new string('n', format is "gnu" or "oldgnu" or "posix" ? 200 : 40);
        Directory.CreateDirectory(folder["tree/directory"]);
        File.WriteAllText(folder[$"tree/directory/{name}"], "content");
        File.CreateSymbolicLink(folder["tree/link"], $"directory/{name}");
        var archive = folder["tree.tar"];
        RealProgram.Run(
            "tar",
            $"--format={format}",
            "--sort=name",
            "--mtime=@1000000000",
            "--owner=5000",
            "--group=6",
            "-C",
            folder["tree"],
            "-cf",
            archive,
            "."
        );
        using var input = File.OpenRead(archive);
        var reader = new TarReader(input);
        var text = new StringBuilder();
        while (reader.Next() is { } entry)
        {
            using var content = new StreamReader(reader.Content);
            text.Append($"{entry.Kind} {entry.Path} {entry.Uid}:{entry.Gid} {entry.Modified.Seconds} ")
                .Append($"{content.ReadToEnd()}{entry.LinkTarget}\n");
        }
        Assert.Equal(
            $"""
            Directory  5000:6 1000000000 
            Directory directory 5000:6 1000000000 
            File directory/{name} 5000:6 1000000000 content
            Symlink link 5000:6 1000000000 directory/{name}

            """,
            text.ToString()
        );
    }

    [Fact]
    public void What_is_written_is_read_back_the_same()
    {
        const int Seed = 20260101;
        var random = new Random(Seed);
        var entries = Enumerable.Range(0, 500).Select(i => RandomEntry(random, i)).ToList();
        var archive = new MemoryStream();
        var writer = new TarWriter(archive);
        foreach (var entry in entries)
        {
            writer.Write(entry, new MemoryStream(new byte[entry.Size]));
        }
        writer.Finish();
        archive.Position = 0;
        var reader = new TarReader(archive);
        foreach (var entry in entries)
        {
            Assert.Equal(Print(entry), Print(reader.Next()!));
        }
        Assert.Null(reader.Next());
    }

    [Fact]
    public void Damaged_archives_are_refused_and_nothing_worse()
    {
        const int Seed = 20260102;
        var random = new Random(Seed);
        var archive = new MemoryStream();
        var writer = new TarWriter(archive);
        for (var i = 0; i < 5; i++)
        {
            var entry = RandomEntry(random, i);
            writer.Write(entry, new MemoryStream(new byte[entry.Size]));
        }
        writer.Finish();
        var refused = 0;
        for (var round = 0; round < 2000; round++)
        {
            var damaged = archive.ToArray();
            for (var i = 0; i < 3; i++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }
            try
            {
                var reader = new TarReader(new MemoryStream(damaged, 0, random.Next(damaged.Length)));
                while (reader.Next() is not null) { }
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 1000, 2000);
    }

    [RootFact]
    public void With_root_capabilities_survive_the_way_into_a_layer_and_out()
    {
        // A version 2 capability set as setcap writes it: cap_net_bind_service, effective and permitted.
        byte[] capability = [1, 0, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var store = ImageLayout.OpenOrCreate(folder["store"]).Blobs;
        using var writer = LayerWriter.Create(store);
        writer.Add(
            new TarEntry
            {
                Path = "ping",
                Kind = TarKind.File,
                Permissions = 493,
                Uid = 7,
                ExtendedAttributes = TarEntry.NoAttributes.Add("security.capability", capability),
            }
        );
        Directory.CreateDirectory(folder["root"]);
        using var root = RootDirectory.Open(folder["root"]);
        LayerUnpacker.Unpack(store, writer.Finish(), root);
        Assert.Equal(capability, root.ExtendedAttributes("/ping")["security.capability"]);
    }

    private static TarEntry RandomEntry(Random random, int i)
    {
        var kind = (TarKind)random.Next('0', '7');
        var name = string.Concat(Enumerable.Repeat("päth/", random.Next(60))) + i;
        var value = new byte[random.Next(100)];
        random.NextBytes(value);
        return new TarEntry
        {
            Path = name,
            Kind = kind,
            Permissions = random.Next(0x1000),
            Uid = random.Next(4_000_000),
            Gid = random.Next(70_000),
            Size = kind == TarKind.File ? random.Next(3000) : 0,
            Modified = new UnixTime(
                random.NextInt64(-5_000_000_000, 20_000_000_000),
                random.Next(2) * random.Next(1_000_000_000)
            ),
            LinkTarget = kind is TarKind.Symlink or TarKind.HardLink ? name + "-target" : "",
            DeviceMajor = kind is TarKind.CharacterDevice or TarKind.BlockDevice ? random.Next(4096) : 0,
            DeviceMinor = kind is TarKind.CharacterDevice or TarKind.BlockDevice ? random.Next(1 << 20) : 0,
            ExtendedAttributes = TarEntry.NoAttributes.Add("user.x", value).Add("user.=y", [1]),
        };
    }

    private static string Print(TarEntry entry) =>
        entry with
        {
            ExtendedAttributes = TarEntry.NoAttributes,
        }
        + string.Join(
            ';',
            entry.ExtendedAttributes.Select(pair => $"{pair.Key}={Convert.ToHexString(pair.Value)}")
        );
}
