using Bunraku.Tests;

namespace Bunraku.Model.Tests;

/// <summary>
/// <c>cases/data-types</c>: expressions, one a line, and behind each what it gives, indented. <c>\n</c> in an
/// expression is a line break.
/// </summary>
public sealed class CaseTests
{
    public static TheoryData<string> Cases() => CaseFile.In("data-types");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_expression_gives_what_the_reference_gives(string name)
    {
        var @case = CaseFile.Read(name);
        var expressions = new Expressions();
        var lines = @case["expressions"]!.Split('\n').Where(line => line.Length > 0 && line[0] != ' ');
        var output = lines.Select(line =>
            line + "\n  " + Indented(expressions.Run(line.Replace("\\n", "\n", StringComparison.Ordinal)))
        );
        @case.Expect("expressions", string.Join('\n', output));
    }

    private static string Indented(string result) => result.Replace("\n", "\n  ", StringComparison.Ordinal);
}
