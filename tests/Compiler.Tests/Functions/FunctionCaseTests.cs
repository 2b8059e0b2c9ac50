using System.Text;
using Bunraku.Model;
using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Compiler.Tests;

/// <summary>
/// Functions at their edges: each line of <c>calls</c> is evaluated alone, and <c>results</c> holds the
/// line again with the value below it, or with the reference's sentence when the call is wrong. With
/// <c>modules</c> the functions of these modules are there too. <c>tests/reference/functions.rb</c> asks the
/// reference.
/// </summary>
public sealed class FunctionCaseTests
{
    private const string CallPrefix = "Error while evaluating a ";

    private static HashValue Facts { get; } =
        HashValue.Of(
            ("networking", HashValue.Of(("fqdn", "web01.example.com"))),
            ("os", HashValue.Of(("name", "Debian"), ("release", HashValue.Of(("major", "12"))))),
            ("memorysize", "3.80 GiB"),
            ("interfaces", "eth0,lo"),
            ("ipaddress_eth0", "10.0.0.5")
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
            foreach (var line in Result(call, file.Value("modules")).Split('\n'))
            {
                output.Append($"  {line}".TrimEnd()).Append('\n');
            }
        }
        file.Expect("results", output.ToString());
    }

    private static string Result(string call, string? modules)
    {
        var environment = new PuppetEnvironment(
            new EnvironmentSource(CaseFile.Root)
            {
                Code = $"$result = {call}\n$result",
                ModulePath = modules is null ? default : [modules.Trim()],
            }
        );
        var result = CatalogCompiler.Compile(
            new CompileRequest(environment, "web01.example.com")
            {
                Facts = Facts,
                Settings = modules is null
                    ? CompileSettings.Default
                    : new CompileSettings { Strict = Severity.Warning, StrictVariables = false },
            }
        );
        if (result.Catalog is not null)
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
