using System.Globalization;

namespace Bunraku.Bench;

/// <summary>
/// A catalog of many `file` resources, each declared for itself, by a command that starts cold.
/// </summary>
internal sealed class CompileFiles(int count)
    : Scenario(
        string.Create(CultureInfo.InvariantCulture, $"compile-files-{count}"),
        string.Create(CultureInfo.InvariantCulture, $"compile {count:N0} files")
    )
{
    public override Contestants Prepare(string folder)
    {
        var manifest = string.Concat(
            Enumerable
                .Range(0, count)
                .Select(i =>
                    $"file {{ '/srv/f{i}': ensure => file, mode => '0644', content => \"file {i}\\n\" }}\n"
                )
        );
        var cases = CompileSite.WriteCase(folder, manifest);
        return new(
            new Contestant(
                "the reference's compiler (`tests/reference/outcomes.rb`)",
                CompileSite.Reference(cases)
            ),
            new Contestant("`bunraku outcome`", Programs.Bunraku(folder, "outcome", cases)),
            new Contestant("`bunraku --version`", Programs.Bunraku(folder, "--version"))
        );
    }
}
