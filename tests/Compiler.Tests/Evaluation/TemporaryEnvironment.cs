using Bunraku.Model;
using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Compiler.Tests;

/// <summary>The files of a case, laid out as an environment until the test is over.</summary>
internal sealed class TemporaryEnvironment : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("environment-").FullName;
    private readonly CaseFile @case;

    public TemporaryEnvironment(CaseFile @case)
    {
        this.@case = @case;
        foreach (
            var section in @case.Sections.Where(section =>
                section.Name.Contains('.', StringComparison.Ordinal)
            )
        )
        {
            var path = Path.Combine(root, section.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, section.Body);
        }
    }

    public CompileRequest Request() =>
        new(
            new PuppetEnvironment(new EnvironmentSource(root) { Manifest = "main.pp" }),
            @case.Value("node") ?? "web01.example.com"
        )
        {
            Facts = HashValue.Of(("os", HashValue.Of(("family", "Debian")))),
            Settings = @case.Value("strict") switch
            {
                "warning" => new CompileSettings { Strict = Severity.Warning, StrictVariables = false },
                "off" => new CompileSettings { Strict = null, StrictVariables = false },
                _ => CompileSettings.Default,
            },
        };

    public string Relative(string text) => text.Replace(root + "/", "", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(root, recursive: true);
}
