using System.Text;
using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Double-quoted strings: the parts' texts joined.</summary>
internal static class Strings
{
    public static Evaluation Lower(Lowering lowering, ConcatExpression expression)
    {
        var parts = lowering.Lower(expression.Parts);
        return frame =>
        {
            var texts = new string[parts.Length];
            for (var i = 0; i < parts.Length; i++)
            {
                texts[i] = TextOf(parts[i](frame));
            }
            var text = string.Concat(texts);
            frame.Compilation.Depth.CopyCharacters(text.Length, expression.Anchor);
            return new StringValue(text);
        };
    }

    /// <summary>Text that is made while the code runs is checked then; other text was before.</summary>
    public static Evaluation Lower(Lowering lowering, HeredocExpression expression)
    {
        var text = lowering.Lower(expression.Text);
        if (expression.Text is StringExpression || expression.Syntax.Length == 0)
        {
            return text;
        }
        return frame =>
        {
            var made = text(frame);
            return HeredocSyntax.Check(expression.Text, made.ToString(), expression.Syntax) is { } wrong
                ? throw new EvaluationException(wrong)
                : made;
        };
    }

    public static Evaluation Lower(Lowering lowering, TextExpression expression)
    {
        var inner = expression.Inner is NameExpression name
            ? Variables.Lower(lowering, name.Value, expression.Anchor)
            : lowering.Lower(expression.Inner);
        return frame =>
        {
            var value = inner(frame);
            return value is StringValue ? value : new StringValue(TextOf(value));
        };
    }

    /// <summary>
    /// What a value becomes inside a string: containers in brackets, their strings without quotes.
    /// </summary>
    public static string TextOf(Value value)
    {
        switch (value)
        {
            case ArrayValue or HashValue:
                var output = new StringBuilder();
                Append(value, output);
                return output.ToString();
            default:
                return value.ToString();
        }
    }

    private static void Append(Value value, StringBuilder output)
    {
        switch (value)
        {
            case ArrayValue list:
                output.Append('[');
                for (var i = 0; i < list.Count; i++)
                {
                    output.Append(i == 0 ? "" : ", ");
                    Append(list[i], output);
                }
                output.Append(']');
                break;
            case HashValue hash:
                output.Append('{');
                var separator = "";
                foreach (var (key, item) in hash.Entries)
                {
                    output.Append(separator);
                    Append(key, output);
                    output.Append(" => ");
                    Append(item, output);
                    separator = ", ";
                }
                output.Append('}');
                break;
            default:
                output.Append(value);
                break;
        }
    }
}
