using System.Text;
using Bunraku.Tests;

namespace Bunraku.Compiler.Tests;

/// <summary>
/// What functions say when they are called wrongly: each line of <c>calls</c> is evaluated alone, and
/// <c>messages</c> holds the line again with the reference's sentence for it below.
/// </summary>
public sealed class FunctionCaseTests
{
    private const string CallPrefix = "Error while evaluating a ";

    public static TheoryData<string> Cases() => CaseFile.In("functions");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_wrong_call_is_told_in_the_words_of_the_reference(string name)
    {
        var file = CaseFile.Read(name);
        var output = new StringBuilder();
        foreach (var call in file["calls"]!.TrimEnd('\n').Split('\n'))
        {
            output.Append(call).Append('\n');
            foreach (var line in Message(call).Split('\n'))
            {
                output.Append("  ").Append(line).Append('\n');
            }
        }
        file.Expect("messages", output.ToString());
    }

    private static string Message(string call)
    {
        var environment = new PuppetEnvironment(new EnvironmentSource(CaseFile.Root) { Code = call });
        var result = CatalogCompiler.Compile(new CompileRequest(environment, "web01.example.com"));
        if (result.Diagnostics.IsEmpty)
        {
            return "no error";
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
