using Bunraku.Unix;

namespace Bunraku.Apply.Tests;

public sealed class ModuleFileSourcesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bunraku-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("puppet:///modules/ntp/ntp.conf", "conf")]
    [InlineData("puppet://server.example.com/modules/ntp/sub/a%20b", "blank")]
    [InlineData("puppet:///modules/ntp/none", null)]
    [InlineData("puppet:///modules/other/ntp.conf", null)]
    [InlineData("puppet:///modules/ntp/../secret", null)]
    [InlineData("puppet:///modules/ntp/link", null)]
    [InlineData("http://example.com/modules/ntp/ntp.conf", null)]
    public void A_uri_names_a_file_of_a_module_and_nothing_outside_it(string uri, string? content)
    {
        var module = Directory.CreateDirectory(Path.Combine(folder, "ntp")).FullName;
        Directory.CreateDirectory(Path.Combine(module, "files", "sub"));
        File.WriteAllText(Path.Combine(module, "files", "ntp.conf"), "conf");
        File.WriteAllText(Path.Combine(module, "files", "sub", "a b"), "blank");
        File.WriteAllText(Path.Combine(module, "secret"), "secret");
        File.CreateSymbolicLink(Path.Combine(module, "files", "link"), "../secret");
        using var sources = new ModuleFileSources(name => name == "ntp" ? module : null, "production");
        var found = sources.Find(uri);
        Assert.Equal(content, found is null ? null : Read(found));
    }

    [Fact]
    public void A_module_s_folder_is_served_whole()
    {
        Directory.CreateDirectory(Path.Combine(folder, "files", "d"));
        File.WriteAllText(Path.Combine(folder, "files", "a"), "a");
        using var sources = new ModuleFileSources(_ => folder, "production");
        var top = sources.Find("puppet:///modules/any")!;
        Assert.Equal(FileKind.Directory, top.Kind);
        Assert.Equal(["a", "d"], top.Children.Select(child => child.Key));
    }

    private static string Read(FileSource source)
    {
        using var reader = new StreamReader(source.Open());
        return reader.ReadToEnd();
    }
}
