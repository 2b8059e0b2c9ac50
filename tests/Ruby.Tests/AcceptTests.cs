using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Ruby.Tests;

/// <summary>
/// <c>cases/ruby/accepts</c>: programs, one a line behind <c>ok</c> or <c>no</c>, which is whether
/// Debian's Ruby takes it.
/// </summary>
public sealed class AcceptTests
{
    public static TheoryData<string> Cases() => CaseFile.In("ruby/accepts");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_program_is_taken_as_ruby_takes_it(string name)
    {
        var programs = CaseFile.Read(name)["programs"]!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var others = programs.Where(line => Taken(line[3..]) != line[..2]).ToList();
        Assert.NotEmpty(programs);
        Assert.Empty(others);
    }

    private static string Taken(string line) =>
        Parser.Parse(new SourceFile("main.rb", line.Replace("\\n", "\n", StringComparison.Ordinal))).Problem
            is null
            ? "ok"
            : "no";
}
