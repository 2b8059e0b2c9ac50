using System.Text;
using Bunraku.Model;
using Bunraku.Tests;

namespace Bunraku.Apply.Tests;

/// <summary>
/// Catalogs walked: <c>order</c> is the order in which resources are dealt with, <c>diagnostics</c> what is
/// wrong with the graph.
/// </summary>
public class GraphCaseTests
{
    public static TheoryData<string> Cases => CaseFile.In("graph");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_graph_is_walked_as_its_case_says(string name)
    {
        var @case = CaseFile.Read(name);
        var graph = ResourceGraph.Build(CaseResources.Catalog(@case), out var diagnostics);
        if (!diagnostics.IsEmpty)
        {
            var told = diagnostics.Select(d => $"error[{d.Code}]: {d.Message}\n  = help: {d.Help}\n");
            @case.Expect("diagnostics", string.Concat(told));
            return;
        }
        var order = new StringBuilder();
        Transaction.Run(
            graph,
            new ScriptedHost(),
            new Facts("node", HashValue.Empty),
            new TransactionSettings
            {
                IsNoop = true,
                OnEnd = status => order.Append(status.Resource.Reference).Append('\n'),
            }
        );
        @case.Expect("order", order.ToString());
    }
}
