using System.Collections.Immutable;
using System.Text;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>The text and the interpolated programs of a literal while it is read.</summary>
internal sealed class LiteralParts
{
    public StringBuilder Text { get; } = new();

    public List<Expression> Items { get; } = [];

    /// <summary>Whether something was read, be it empty.</summary>
    public bool IsBegun { get; set; }

    public bool IsEmpty => Items.Count == 0 && Text.Length == 0 && !IsBegun;

    /// <summary>Ends the text before an interpolated program.</summary>
    public void Cut(Span span)
    {
        if (Text.Length > 0)
        {
            Items.Add(new StringExpression(span, RubyEncoding.Joined(Text.ToString())));
            Text.Clear();
        }
    }

    public Expression Finish(Span span)
    {
        if (Items.Count == 0)
        {
            return new StringExpression(span, RubyEncoding.Joined(Text.ToString()));
        }
        Cut(span);
        return new InterpolationExpression(span, [.. Items]);
    }
}
