using System.Text;
using Bunraku.Model;
using Bunraku.Tests;

namespace Bunraku.Apply.Tests;

/// <summary>
/// Facts of machines that cases write down: <c>--- fact: name</c> asks for one, <c>facts</c> shows the
/// answers, a line for each innermost value; <c>--- legacy</c> asks for the older names that follow.
/// </summary>
public class FactCaseTests
{
    public static TheoryData<string> Cases => CaseFile.In("facts");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_fact_is_what_its_case_says(string name)
    {
        var @case = CaseFile.Read(name);
        var host = CaseHosts.Read(@case);
        var facts = new HashValue.Builder();
        foreach (var fact in @case.Sections.Where(section => section.Name == "fact"))
        {
            var resolver = Assert.Single(FactRoster.All, resolver => resolver.Name == fact.Value);
            facts[fact.Value] = resolver.Resolve(host) ?? UndefValue.Instance;
        }
        var output = new StringBuilder();
        Print(output, "", facts.Build());
        @case.Expect("facts", output.ToString());
        if (@case["legacy"] is not null)
        {
            output.Clear();
            Print(output, "", LegacyFacts.Of(facts.Build()));
            @case.Expect("legacy", output.ToString());
        }
    }

    /// <summary>What must hold of any machine that the tests run on.</summary>
    [Fact]
    public void This_machine_has_its_facts()
    {
        using var host = new LiveHost(FileSources.None, request => ProcessRunner.Run(request));
        var facts = new Facts("", FactRoster.Resolve(host, HashValue.Of(("role", "test"))));
        Assert.Equal("Linux", facts.Find("kernel")!.ToString());
        Assert.Equal("test", facts.Find("role")!.ToString());
        Assert.Equal("127.0.0.1", facts.Find("networking.interfaces.lo.bindings.0.address")!.ToString());
        Assert.Equal("255.0.0.0", facts.Find("networking.interfaces.lo.netmask")!.ToString());
        Assert.Equal("127.0.0.0", facts.Find("network_lo")!.ToString());
        Assert.Equal(
            Environment.ProcessorCount > 0,
            ((IntegerValue)facts.Find("processors.count")!).Number > 0
        );
        Assert.Equal(facts.Find("os.family"), facts.Find("osfamily"));
        Assert.NotNull(facts.Find("memory.system.total_bytes"));
        Assert.NotNull(facts.Find("identity.user"));
    }

    private static void Print(StringBuilder output, string path, Value value)
    {
        if (value is HashValue hash)
        {
            foreach (var (key, inner) in hash.Pairs)
            {
                Print(output, path.Length == 0 ? key.ToString() : $"{path}.{key}", inner);
            }
            return;
        }
        output.Append(path).Append(" => ").Append(ValueText.Of(value)).Append('\n');
    }
}
