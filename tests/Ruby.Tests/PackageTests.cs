using Bunraku.Text;

namespace Bunraku.Ruby.Tests;

/// <summary>
/// The Ruby files of the installed modules, of the reference and of Ruby itself are all understood.
/// </summary>
public sealed class PackageTests
{
    private static readonly string[] Folders =
    [
        "/usr/share/puppet/modules.available",
        "/usr/share/puppet/vendor_modules",
        "/usr/lib/ruby",
    ];

    /// <summary>Files that Ruby itself refuses.</summary>
    private static readonly string[] Refused = ["nova/spec/type/nova_aggregate_spec.rb"];

    [Fact]
    public void All_files_that_ruby_understands_are_understood()
    {
        var files = Folders.Where(Directory.Exists).SelectMany(Files).ToList();
        Assert.True(files.Count > 6_000, $"only {files.Count} files of Ruby are installed");
        var problems = files
            .Select(path => (Path: path, Parser.Parse(new SourceFile(path, File.ReadAllText(path))).Problem))
            .Where(read => (read.Problem is not null) != Refused.Any(read.Path.EndsWith))
            .Select(read =>
                $"{read.Path}:{read.Problem?.Primary?.Span.Line}: {read.Problem?.Message ?? "accepted"}"
            );
        Assert.Empty(problems);
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.rb", new EnumerationOptions { RecurseSubdirectories = true });
}
