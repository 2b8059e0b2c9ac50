using System.Collections.Immutable;
using System.Text;

namespace Bunraku.Language;

/// <summary>A piece of PN as data.</summary>
/// <param name="Width">How many characters it takes on one line.</param>
public abstract record PnNode(int Width)
{
    public sealed override string ToString()
    {
        var output = new StringBuilder(Width);
        AppendTo(output);
        return output.ToString();
    }

    internal abstract void AppendTo(StringBuilder output);

    private protected static int WidthOf(ImmutableArray<PnNode> items) =>
        items.Sum(item => item.Width) + Math.Max(0, items.Length - 1);

    private protected static void Append(ImmutableArray<PnNode> items, StringBuilder output)
    {
        for (var i = 0; i < items.Length; i++)
        {
            output.Append(i > 0 ? " " : "");
            items[i].AppendTo(output);
        }
    }
}

/// <summary><c>(name arguments)</c>.</summary>
public sealed record PnCall(string Name, ImmutableArray<PnNode> Arguments)
    : PnNode(Name.Length + 2 + Arguments.Length + Arguments.Sum(argument => argument.Width))
{
    internal override void AppendTo(StringBuilder output)
    {
        output.Append('(').Append(Name).Append(Arguments.IsEmpty ? "" : " ");
        Append(Arguments, output);
        output.Append(')');
    }
}

/// <summary><c>[items]</c>.</summary>
public sealed record PnList(ImmutableArray<PnNode> Items) : PnNode(WidthOf(Items) + 2)
{
    internal override void AppendTo(StringBuilder output)
    {
        output.Append('[');
        Append(Items, output);
        output.Append(']');
    }
}

/// <summary><c>{:key value …}</c>.</summary>
public sealed record PnMap(ImmutableArray<KeyValuePair<string, PnNode>> Entries)
    : PnNode(Entries.Sum(entry => entry.Key.Length + entry.Value.Width + 3) + 1)
{
    internal override void AppendTo(StringBuilder output)
    {
        output.Append('{');
        for (var i = 0; i < Entries.Length; i++)
        {
            output.Append(i > 0 ? " :" : ":").Append(Entries[i].Key).Append(' ');
            Entries[i].Value.AppendTo(output);
        }
        output.Append('}');
    }
}

/// <summary>A literal: a string (with its text), a number, <c>true</c>, <c>false</c> or <c>nil</c>.</summary>
/// <param name="Written">As it stands in PN.</param>
/// <param name="Text">The text of a string; null for what is none.</param>
public sealed record PnLiteral(string Written, string? Text) : PnNode(Written.Length)
{
    internal override void AppendTo(StringBuilder output) => output.Append(Written);
}
