using Bunraku.Language;
using Bunraku.Text;

namespace Bunraku.Model.Tests;

/// <summary>
/// Expressions of values and types, enough to write the cases of this room in the language itself: literals,
/// type access, <c>Type(…)</c>, comparisons and a handful of functions.
/// </summary>
internal sealed class Expressions
{
    private readonly Dictionary<string, DataType> aliases = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The value as source, or <c>!! [ISSUE_CODE] sentence</c>.</summary>
    public string Run(string source)
    {
        var result = PuppetParser.Parse(new SourceFile("case.pp", source));
        Assert.Equal("", DiagnosticRenderer.Render(result.Diagnostics));
        try
        {
            return "=> " + ValueText.Of(Evaluate(result.Program.Body));
        }
        catch (DataTypeException misuse)
        {
            return $"!! [{misuse.IssueCode}] {misuse.Message}";
        }
    }

    public Value Evaluate(Expression expression) =>
        expression switch
        {
            IntegerExpression integer => integer.Value,
            FloatExpression real => new FloatValue(real.Value),
            StringExpression text => text.Value,
            BooleanExpression truth => truth.Value,
            UndefExpression => UndefValue.Instance,
            DefaultExpression => DefaultValue.Instance,
            RegexpExpression regexp => new RegexpValue(regexp.Pattern),
            NameExpression name => name.Value,
            ReferenceExpression reference => TypeOf(reference.Value),
            ArrayExpression array => ArrayValue.Of(array.Items.Select(Evaluate)),
            HashExpression hash => HashValue.Of(
                hash.Entries.Select(entry => KeyValuePair.Create(Evaluate(entry.Key), Evaluate(entry.Value)))
            ),
            NegateExpression negated => Negate(Evaluate(negated.Inner)),
            BlockExpression block => block.Statements.Select(Evaluate).ToList()[^1],
            TextExpression text => Evaluate(text.Inner).ToString(),
            ConcatExpression parts => string.Concat(parts.Parts.Select(part => Evaluate(part).ToString())),
            TypeAliasExpression alias => Declare(alias),
            AccessExpression access => Access(Evaluate(access.Left), [.. access.Keys.Select(Evaluate)]),
            ComparisonExpression comparison => Compare(comparison),
            MatchExpression match => Matches(Evaluate(match.Left), Evaluate(match.Right)),
            CallExpression call => Call(call.Function, [.. call.Arguments.Select(Evaluate)]),
            MethodCallExpression call => Call(
                call.Function,
                [Evaluate(call.Receiver), .. call.Arguments.Select(Evaluate)]
            ),
            _ => throw new NotSupportedException(expression.GetType().Name),
        };

    public DataType TypeOf(string name) =>
        aliases.GetValueOrDefault(name) ?? DataTypeRoster.Find(name) ?? new ResourceReferenceType(name);

    /// <summary>A type expression in text, as rich data has it.</summary>
    public DataType ParseType(string text)
    {
        var result = PuppetParser.Parse(new SourceFile("type.pp", text));
        return (DataType)Evaluate(result.Program.Body);
    }

    private static Value Negate(Value value) =>
        value is IntegerValue integer ? -integer.Number : new FloatValue(-((FloatValue)value).Number);

    private DataType Declare(TypeAliasExpression expression)
    {
        if (
            expression.Type is AccessExpression
            {
                Left: ReferenceExpression { Value: "Object" },
                Keys: [HashExpression hash]
            }
        )
        {
            var named = new ObjectType(expression.Name);
            aliases[expression.Name] = named;
            named.Define((HashValue)Evaluate(hash));
            return named;
        }
        var alias = new TypeAliasType(expression.Name);
        aliases[expression.Name] = alias;
        alias.Resolve((DataType)Evaluate(expression.Type));
        return alias;
    }

    private static Value Access(Value left, Value[] keys) =>
        left switch
        {
            ResourceReferenceType reference => reference.Select(keys),
            ClassReferenceType reference => reference.Select(keys),
            _ => ((DataType)left).WithParameters(keys),
        };

    private Value Compare(ComparisonExpression comparison)
    {
        var (left, right) = (Evaluate(comparison.Left), Evaluate(comparison.Right));
        if (comparison.Operator is "==")
        {
            return ValueComparison.AreEqual(left, right);
        }
        var (a, b) = ((DataType)left, (DataType)right);
        return comparison.Operator is "<" or "<="
            ? b.IsAssignable(a) && (comparison.Operator == "<=" || !a.Equals(b))
            : a.IsAssignable(b) && (comparison.Operator == ">=" || !a.Equals(b));
    }

    private static bool Matches(Value left, Value right) =>
        right switch
        {
            DataType type => type.IsInstance(left),
            RegexpValue pattern => RubyRegex.Of(pattern.Pattern).Regex.IsMatch(left.ToString()),
            SemVerRangeValue range => range.Contains(SemVerValue.Parse(left.ToString())!),
            _ => throw new NotSupportedException(right.ToString()),
        };

    private Value Call(Expression function, Value[] arguments)
    {
        var surroundings = new Surroundings(TimeProvider.System, ParseType);
        if (function is ReferenceExpression reference)
        {
            return TypeOf(reference.Value).New(arguments, surroundings);
        }
        return ((NameExpression)function).Value switch
        {
            "new" => ((DataType)arguments[0]).New(arguments.AsSpan(1), surroundings),
            "type" when arguments.Length == 1 => TypeInference.Of(arguments[0]),
            "type" when arguments[1].ToString() == "reduced" => TypeInference.Reduced(arguments[0]),
            "type" => TypeInference.Reduced(arguments[0]).Generalize(),
            "assert_type" => TypeMismatch.AssertInstance(
                "assert_type():",
                (DataType)arguments[0],
                arguments[1]
            ),
            "sprintf" => Sprintf.Format(arguments[0].ToString(), arguments.AsSpan(1)),
            "strftime" when arguments[0] is TimespanValue span => span.Format(arguments[1].ToString()),
            "strftime" => ((TimestampValue)arguments[0]).Format(
                arguments[1].ToString(),
                arguments.ElementAtOrDefault(2)?.ToString()
            ),
            "unwrap" => ((SensitiveValue)arguments[0]).Inner,
            "message" => ((ObjectValue)arguments[0]).Find("msg")!,
            var name => throw new NotSupportedException(name),
        };
    }
}
