using System.Globalization;
using Bunraku.Ruby;
using Bunraku.Text;

namespace Bunraku.Bench;

/// <summary>All Ruby of Debian's module packages, read and lowered, and its templates.</summary>
internal sealed class ParseRuby() : Scenario("parse-ruby", "parse all Ruby of the Debian modules")
{
    private const string Modules = "/usr/share/puppet/modules";

    private const string Compile = "ARGV.each { |file| RubyVM::InstructionSequence.compile_file(file) }";

    public override Contestants Prepare(string folder)
    {
        var programs = Files("*.rb");
        var templates = Files("*.erb");
        var amount = string.Create(
            CultureInfo.InvariantCulture,
            $"{programs.Count} programs and {templates.Count} templates"
        );
        return new(
            new Contestant(
                "`RubyVM::InstructionSequence` of the programs, its start included",
                new Command("ruby", ["-W0", "-e", Compile, .. programs])
            ),
            new Contestant(
                $"{amount} in one process, one thread",
                () =>
                {
                    programs.ForEach(path => RubyProgram.Read(new SourceFile(path, File.ReadAllText(path))));
                    templates.ForEach(path =>
                        RubyTemplate.Read(new SourceFile(path, File.ReadAllText(path)))
                    );
                }
            ),
            new Contestant(
                "each file read, in C#",
                () => programs.Concat(templates).ToList().ForEach(path => File.ReadAllText(path))
            )
        );
    }

    private static List<string> Files(string pattern) =>
        Directory
            .EnumerateFiles(Modules, pattern, SearchOption.AllDirectories)
            .Where(path => !path.Contains("/spec/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
}
