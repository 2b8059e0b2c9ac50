using System.Text;
using Bunraku.Model;
using Bunraku.Tests;

namespace Bunraku.Compiler.Tests;

/// <summary>
/// Functions at their edges: each line of <c>calls</c> is evaluated alone, and <c>results</c> holds the
/// line again with the value below it, or with the reference's sentence when the call is wrong.
/// </summary>
public sealed class FunctionCaseTests
{
    private const string CallPrefix = "Error while evaluating a ";

    private static HashValue Facts { get; } =
        HashValue.Of(
            ("networking", HashValue.Of(("fqdn", "web01.example.com"))),
            ("os", HashValue.Of(("name", "Debian"), ("release", HashValue.Of(("major", "12")))))
        );

    public static TheoryData<string> Cases() => CaseFile.In("functions");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_call_comes_out_as_with_the_reference(string name)
    {
        var file = CaseFile.Read(name);
        var output = new StringBuilder();
        foreach (var call in file["calls"]!.TrimEnd('\n').Split('\n'))
        {
            output.Append(call).Append('\n');
            foreach (var line in Result(call).Split('\n'))
            {
                output.Append($"  {line}".TrimEnd()).Append('\n');
            }
        }
        file.Expect("results", output.ToString());
    }

    private static string Result(string call)
    {
        var environment = new PuppetEnvironment(
            new EnvironmentSource(CaseFile.Root) { Code = $"$result = {call}\n$result" }
        );
        var result = CatalogCompiler.Compile(
            new CompileRequest(environment, "web01.example.com") { Facts = Facts }
        );
        if (result.Diagnostics.IsEmpty)
        {
            return ValueText.Of(result.Value);
        }
        var message = result.Diagnostics[0].Reference?.Message ?? result.Diagnostics[0].Message;
        message = message.StartsWith("Evaluation Error: ", StringComparison.Ordinal)
            ? message[18..]
            : message;
        return message.StartsWith(CallPrefix, StringComparison.Ordinal)
            ? message[(message.IndexOf(", ", StringComparison.Ordinal) + 2)..]
            : message;
    }
}
