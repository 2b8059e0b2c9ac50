using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary><c>case</c> and selectors: the first option that matches, else the default.</summary>
internal static class Choices
{
    private sealed record Option(Evaluation[] Matches, bool[] IsUnfolded, Evaluation Then);

    public static Evaluation Lower(Lowering lowering, CaseExpression expression)
    {
        var control = lowering.Lower(expression.Control);
        var options = ImmutableArray.CreateBuilder<Option>();
        Evaluation? otherwise = null;
        foreach (var option in expression.Options)
        {
            var then = lowering.Lower(option.Then);
            if (option.Values.Any(value => Bare(value) is DefaultExpression))
            {
                otherwise = then;
            }
            options.Add(OptionOf(lowering, option.Values, then));
        }
        return Choose(
            control,
            [.. options],
            frame => otherwise is null ? UndefValue.Instance : otherwise(frame)
        );
    }

    public static Evaluation Lower(Lowering lowering, SelectorExpression expression)
    {
        var control = lowering.Lower(expression.Control);
        var options = ImmutableArray.CreateBuilder<Option>();
        Evaluation? otherwise = null;
        foreach (var entry in expression.Entries)
        {
            var value = lowering.Lower(entry.Value);
            if (Bare(entry.Match) is DefaultExpression)
            {
                otherwise = value;
            }
            options.Add(OptionOf(lowering, [entry.Match], value));
        }
        return Choose(
            control,
            [.. options],
            otherwise
                ?? (
                    frame =>
                        throw new EvaluationException(
                            CompilerDiagnostics.NoMatchingEntry(expression.Control.Anchor, control(frame))
                        )
                )
        );
    }

    private static Option OptionOf(Lowering lowering, ImmutableArray<Expression> values, Evaluation then)
    {
        var matches = values.Where(value => Bare(value) is not DefaultExpression).ToImmutableArray();
        return new(
            lowering.Lower(matches),
            [.. matches.Select(value => Bare(value) is UnfoldExpression)],
            then
        );
    }

    private static Evaluation Choose(Evaluation control, Option[] options, Evaluation otherwise) =>
        frame =>
        {
            var match = frame.Match;
            var value = control(frame);
            var chosen = otherwise;
            foreach (var option in options)
            {
                if (Fits(option, value, frame))
                {
                    chosen = option.Then;
                    break;
                }
            }
            var result = chosen(frame);
            frame.Match = match;
            return result;
        };

    private static bool Fits(Option option, Value value, Frame frame)
    {
        for (var i = 0; i < option.Matches.Length; i++)
        {
            var pattern = option.Matches[i](frame);
            if (option.IsUnfolded[i])
            {
                foreach (var item in ((ArrayValue)pattern).Items)
                {
                    if (Comparisons.Matches(frame, value, item))
                    {
                        return true;
                    }
                }
            }
            else if (Comparisons.Matches(frame, value, pattern))
            {
                return true;
            }
        }
        return false;
    }

    private static Expression Bare(Expression expression) =>
        expression is ParenthesizedExpression inner ? Bare(inner.Inner) : expression;
}
