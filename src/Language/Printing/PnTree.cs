using System.Collections.Immutable;
using System.Text;

namespace Bunraku.Language;

/// <summary>PN over many lines: what does not fit on one is opened, a part to each line below it.</summary>
public static class PnTree
{
    private const int LongestLine = 80;
    private const int Indentation = 2;

    public static string Write(PnNode node)
    {
        var output = new StringBuilder();
        Write(node, "", 0, output);
        return output.ToString();
    }

    private static void Write(PnNode node, string label, int indent, StringBuilder output)
    {
        output.Append(' ', indent);
        if (indent + label.Length + node.Width <= LongestLine || node is PnLiteral)
        {
            output.Append(label).Append(node).Append('\n');
            return;
        }
        switch (node)
        {
            case PnCall call:
                output.Append(label).Append(call.Name).Append('\n');
                WriteAll(call.Arguments, isList: false, indent + Indentation, output);
                break;
            case PnList list:
                output.Append(label.TrimEnd()).Append('\n');
                WriteAll(list.Items, isList: true, indent + Indentation, output);
                break;
            case PnMap map:
                output.Append(label.TrimEnd()).Append('\n');
                WriteEntries(map, "", indent + Indentation, output);
                break;
        }
    }

    /// <summary>
    /// The entries of a map that a call takes stand right below the call's name; those of a map in a list
    /// begin with a dash.
    /// </summary>
    private static void WriteAll(ImmutableArray<PnNode> nodes, bool isList, int indent, StringBuilder output)
    {
        foreach (var node in nodes)
        {
            if (node is PnMap map)
            {
                WriteEntries(map, isList ? "- " : "", indent, output);
                continue;
            }
            Write(node, "", indent, output);
        }
    }

    private static void WriteEntries(PnMap map, string mark, int indent, StringBuilder output)
    {
        foreach (var (key, value) in map.Entries)
        {
            Write(value, mark + key + ": ", indent, output);
            indent += mark.Length;
            mark = "";
        }
    }
}
