using System.Text;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary><c>== != &lt; &gt; &lt;= &gt;= =~ !~ in</c>, and the matching of case options.</summary>
internal static class Comparisons
{
    public static Evaluation Lower(Lowering lowering, ComparisonExpression expression)
    {
        var (left, right) = (lowering.Lower(expression.Left), lowering.Lower(expression.Right));
        return expression.Operator switch
        {
            "==" => frame => BooleanValue.Of(AreSame(left(frame), right(frame))),
            "!=" => frame => BooleanValue.Of(!AreSame(left(frame), right(frame))),
            _ => frame => BooleanValue.Of(Compare(expression, left(frame), right(frame))),
        };
    }

    public static Evaluation Lower(Lowering lowering, MatchExpression expression)
    {
        var (left, right) = (lowering.Lower(expression.Left), lowering.Lower(expression.Right));
        var wanted = expression.Operator == "=~";
        return frame => BooleanValue.Of(Match(frame, expression, left(frame), right(frame)) == wanted);
    }

    public static Evaluation Lower(Lowering lowering, InExpression expression)
    {
        var (left, right) = (lowering.Lower(expression.Left), lowering.Lower(expression.Right));
        return frame =>
        {
            var sought = left(frame);
            return BooleanValue.Of(Includes(frame, right(frame), sought));
        };
    }

    /// <summary>Whether a value fits the pattern of a case option or selector entry.</summary>
    public static bool Matches(Frame frame, Value value, Value pattern) =>
        pattern switch
        {
            RegexpValue regexp => value is StringValue text && Match(frame, regexp, text.Text),
            DataType type => type.IsInstance(value),
            DefaultValue => true,
            ArrayValue patterns => value is ArrayValue items
                && items.Count == patterns.Count
                && items.Items.Zip(patterns.Items).All(pair => Matches(frame, pair.First, pair.Second)),
            HashValue patterns => value is HashValue hash
                && patterns.Pairs.All(entry =>
                    Matches(frame, hash.Find(entry.Key) ?? UndefValue.Instance, entry.Value)
                ),
            _ => Versions.Matches(pattern, value) ?? AreEqual(value, pattern),
        };

    public static bool AreEqual(Value left, Value right) => ValueComparison.AreEqual(left, right);

    /// <summary>
    /// Types are the same when each has all instances of the other, whatever they are called.
    /// </summary>
    private static bool AreSame(Value left, Value right) =>
        left is DataType a
            ? right is DataType b && (a.Equals(b) || a.IsAssignable(b) && b.IsAssignable(a))
            : AreEqual(left, right);

    private static bool Compare(ComparisonExpression expression, Value left, Value right)
    {
        if (left is DataType type)
        {
            return right is DataType other
                && expression.Operator switch
                {
                    "<" => other.IsAssignable(type) && !AreSame(type, other),
                    "<=" => other.IsAssignable(type),
                    ">" => type.IsAssignable(other) && !AreSame(type, other),
                    _ => type.IsAssignable(other),
                };
        }
        if (left is IntegerValue or FloatValue && right is SemVerValue)
        {
            throw new EvaluationException(
                CompilerDiagnostics.ExpressionFailed(
                    expression.Anchor,
                    $"'{expression.Operator}' expression",
                    "can't convert SemanticPuppet::Version into Float"
                )
            );
        }
        var order = Order(left, right, out var problem);
        if (problem is not null)
        {
            throw new EvaluationException(
                CompilerDiagnostics.NotComparable(
                    expression.Anchor,
                    expression.Operator,
                    left,
                    right,
                    problem
                )
            );
        }
        return expression.Operator switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    private static int Order(Value left, Value right, out string? problem)
    {
        problem = null;
        switch (left, right)
        {
            case (IntegerValue a, IntegerValue b):
                return a.Number.CompareTo(b.Number);
            case (IntegerValue or FloatValue, IntegerValue or FloatValue):
                return Numbers.ToDouble(left).CompareTo(Numbers.ToDouble(right));
            case (StringValue a, StringValue b):
                return AsciiText.Compare(a.Text, b.Text);
            case (StringValue, _):
                problem = "A String is not comparable to a non String";
                return 0;
        }
        if (Times.Order(left, right, out problem) is { } order)
        {
            return order;
        }
        if (problem is null && left is DefaultValue && right is DefaultValue)
        {
            return 0;
        }
        problem ??=
            left is IntegerValue or FloatValue ? "A Numeric is not comparable to non Numeric"
            : left is DefaultValue or SymbolValue ? "Symbol not comparable to non Symbol"
            : "Only Strings, Numbers, Timespans, Timestamps, and Versions are comparable";
        return 0;
    }

    private static bool Match(Frame frame, MatchExpression expression, Value left, Value right)
    {
        switch (right)
        {
            case DataType type:
                return IsInstance(expression, type, left);
            case RegexpValue or StringValue:
                var regexp = right as RegexpValue ?? new RegexpValue(((StringValue)right).Text);
                if (left is not StringValue text)
                {
                    throw new EvaluationException(
                        CompilerDiagnostics.MatchOfNonString(expression.Left.Anchor, left)
                    );
                }
                if (RegexpMatch.Problem(regexp) is { } problem)
                {
                    throw new EvaluationException(
                        CompilerDiagnostics.BadRegexp(expression.Right.Anchor, problem)
                    );
                }
                return Match(frame, regexp, text.Text);
            default:
                return (right is SemVerRangeValue ? Versions.Matches(right, left) : null)
                    ?? throw new EvaluationException(
                        CompilerDiagnostics.BadRegexp(
                            expression.Right.Anchor,
                            $"no implicit conversion of {ValueLabel.RubyClass(right)} into String"
                        )
                    );
        }
    }

    private static bool IsInstance(MatchExpression expression, DataType type, Value value)
    {
        try
        {
            return type.IsInstance(value);
        }
        catch (DataTypeException misuse)
        {
            throw new EvaluationException(
                CompilerDiagnostics.ExpressionFailed(
                    expression.Anchor,
                    $"'{expression.Operator}' expression",
                    misuse.Message
                )
            );
        }
    }

    /// <summary>
    /// Matches and keeps the groups for <c>$0</c>, <c>$1</c> …; a failed match leaves the earlier ones.
    /// </summary>
    private static bool Match(Frame frame, RegexpValue regexp, string text)
    {
        if (RegexpMatch.Groups(regexp, text) is not { } groups)
        {
            return false;
        }
        frame.Match = groups;
        return true;
    }

    private static bool Includes(Frame frame, Value container, Value sought) =>
        container switch
        {
            StringValue text => sought switch
            {
                StringValue part => text.Text.Contains(part.Text, StringComparison.OrdinalIgnoreCase),
                RegexpValue regexp => Match(frame, regexp, text.Text),
                _ => false,
            },
            ArrayValue list => IncludesItem(frame, list.Items, sought),
            HashValue hash => IncludesItem(frame, hash.Keys, sought),
            BinaryValue bytes => IncludesBytes(bytes, sought),
            SemVerRangeValue range => Versions.Matches(range, sought) ?? false,
            _ => false,
        };

    private static bool IncludesItem(Frame frame, IEnumerable<Value> items, Value sought) =>
        sought switch
        {
            RegexpValue regexp => items.OfType<StringValue>().Any(text => Match(frame, regexp, text.Text)),
            DataType type => items.Any(type.IsInstance),
            StringValue or SemVerValue => items.Any(item => Matches(frame, sought, item)),
            _ => items.Any(item => AreEqual(item, sought)),
        };

    private static bool IncludesBytes(BinaryValue container, Value sought) =>
        sought switch
        {
            BinaryValue part => container.Bytes.Span.IndexOf(part.Bytes.Span) >= 0,
            StringValue text => container.Bytes.Span.IndexOf(Encoding.UTF8.GetBytes(text.Text)) >= 0,
            IntegerValue { Number: >= 0 and <= 255 } number => container.Bytes.Span.Contains(
                (byte)number.Number
            ),
            FloatValue { Number: >= 0 and <= 255 } number when number.Number == (byte)number.Number =>
                container.Bytes.Span.Contains((byte)number.Number),
            _ => false,
        };
}
