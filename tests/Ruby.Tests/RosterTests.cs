using System.Text;
using Bunraku.Tests;

namespace Bunraku.Ruby.Tests;

/// <summary>
/// <c>cases/ruby/rosters</c>: many small programs in one file, each followed by what Debian's Ruby printed
/// for it behind <c>#=&gt;</c>. <c>tests/reference/snippets.rb</c> records them.
/// </summary>
public sealed class RosterTests
{
    public static TheoryData<string> Cases() => CaseFile.In("ruby/rosters");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_program_prints_what_ruby_prints(string name)
    {
        var failures = new StringBuilder();
        var count = 0;
        foreach (var (program, expected) in Programs(CaseFile.Read(name)["snippets"]!))
        {
            count++;
            var actual = RubyRun.Output(program).TrimEnd('\n');
            if (actual != expected)
            {
                failures.Append($"{program}  ruby: {expected}\n  ours: {actual}\n");
            }
        }
        Assert.True(count > 0);
        Assert.True(failures.Length == 0, failures.ToString());
    }

    private static IEnumerable<(string Program, string Expected)> Programs(string text)
    {
        var program = new StringBuilder();
        var expected = new List<string>();
        foreach (var line in text.Split('\n').Append(""))
        {
            if (line.StartsWith("#=>", StringComparison.Ordinal))
            {
                expected.Add(line.Length > 4 ? line[4..] : "");
                continue;
            }
            if (expected.Count > 0)
            {
                yield return (program.ToString(), string.Join('\n', expected));
                program.Clear();
                expected.Clear();
            }
            if (program.Length > 0 || line.Length > 0)
            {
                program.Append(line).Append('\n');
            }
        }
        Assert.Equal("", program.ToString());
    }
}
