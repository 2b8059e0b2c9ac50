using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler.Tests;

/// <summary>What Ruby code may not do while a catalog is compiled.</summary>
public sealed class RubySandboxTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("sandbox-").FullName;

    public RubySandboxTests()
    {
        Write("environment/modules/m/files/inside.txt", "inside");
        Write("outside.txt", "outside");
        Write("allowed/list.txt", "allowed");
        File.CreateSymbolicLink(
            Path.Combine(root, "environment/modules/m/files/link.txt"),
            Path.Combine(root, "outside.txt")
        );
    }

    /// <summary>A link that leads back to itself is no file.</summary>
    [Fact]
    public void A_link_in_a_circle_is_not_there()
    {
        var path = Path.Combine(root, "environment/modules/m/files/circle");
        File.CreateSymbolicLink(path, path);
        Assert.Equal("false", Render($"File.exist?('{path}')"));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Write(string path, string text)
    {
        path = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>What a template comes to, or what is told of it.</summary>
    private string Render(string code)
    {
        var manifest =
            $"notice(inline_template(@(\"END\"/)))\n<%= {code.Replace("$", "\\$", StringComparison.Ordinal)} %>\n|- END\n";
        var source = new EnvironmentSource(Path.Combine(root, "environment")) { Code = manifest };
        var result = CatalogCompiler.Compile(
            new CompileRequest(new PuppetEnvironment(source), "web01") { Facts = HashValue.Empty }
        );
        return result.Catalog is null ? result.Diagnostics[^1].Message : result.Log[^1].Message;
    }

    [Theory]
    [InlineData("inside.txt", "inside")]
    [InlineData("../../m/files/inside.txt", "inside")]
    [InlineData("link.txt", "none")]
    [InlineData("../../../../outside.txt", "none")]
    [InlineData("../../../../allowed/list.txt", "none")]
    public void Files_of_the_environment_are_read_and_no_others(string name, string expected)
    {
        var path = Path.Combine(root, "environment/modules/m/files", name);
        Assert.Equal(expected, Render($"File.exist?('{path}') ? File.read('{path}') : 'none'"));
        Assert.Equal(expected == "none" ? "[]" : $"[\"{path}\"]", Render($"Dir.glob('{path}').inspect"));
    }

    [Fact]
    public void A_site_allows_more()
    {
        var path = Path.Combine(root, "allowed/list.txt");
        Write("environment/environment.conf", $"ruby_reads = {root}/allowed\nruby_variables = PATH\n");
        Assert.Equal("allowed", Render($"File.read('{path}')"));
        Assert.Equal(
            Environment.GetEnvironmentVariable("PATH") + " ",
            Render("\"#{ENV['PATH']} #{ENV['HOME']}\"")
        );
    }

    [Fact]
    public void A_site_allows_everything()
    {
        Write("environment/environment.conf", "ruby_reads = /\n");
        Assert.Equal("outside", Render($"File.read('{root}/outside.txt')"));
    }

    [Theory]
    [InlineData("`id`", "no program may be run")]
    [InlineData("system('id')", "no program may be run")]
    [InlineData("IO.popen('id').read", "no program may be run")]
    [InlineData("Process.spawn('id')", "no program may be run")]
    [InlineData("require 'socket'; TCPSocket.new('127.0.0.1', 22)", "the network is not to be reached")]
    [InlineData("File.write('/tmp/never', 'x')", "no file may be changed")]
    [InlineData("File.open('/tmp/never', 'w')", "ermission denied")]
    [InlineData("Dir.mkdir('/tmp/never')", "no file may be changed")]
    public void Nothing_beyond_is_reached(string code, string expected) =>
        Assert.Contains(expected, Render("begin; " + code + "; end"), StringComparison.Ordinal);
}
