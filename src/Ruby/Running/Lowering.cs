using System.Collections.Immutable;

namespace Bunraku.Ruby;

/// <summary>
/// Makes of each expression, once, what is run many times. One of these per body; split by theme: variables,
/// calls, control, definitions.
/// </summary>
/// <param name="label">What a list of calls names the body: by its method, its class, or as a block in one.</param>
internal sealed partial class Lowering(Layout layout, bool isBlock, string label)
{
    private static readonly Evaluation NilEvaluation = static _ => Nil.Value;

    /// <summary>
    /// How many exits were lowered: an expression that may be left needs looking after each part.
    /// </summary>
    private int exits;

    private int loops;

    /// <param name="label">Of the body that it is evaluated in, if it is in one.</param>
    public static Body Program(ProgramExpression program, Layout? layout = null, string? label = null)
    {
        layout ??= new Layout(null);
        label ??= Path.IsPathRooted(program.Span.File.Path) ? "<top (required)>" : "<main>";
        var lowering = new Lowering(layout, isBlock: layout.Parent is not null, label);
        var evaluation = lowering.Lower(program.Body);
        return new Body(layout, lowering.Binder(Parameters.None), evaluation, program.Span);
    }

    private static Body Method(MethodDefinition method)
    {
        var layout = new Layout(null);
        var lowering = new Lowering(layout, isBlock: false, method.Name);
        var binder = lowering.Binder(method.Parameters);
        return new Body(layout, binder, lowering.Lower(method.Body), method.Span);
    }

    private Body Block(BlockExpression block)
    {
        var inner = new Layout(layout);
        var lowering = new Lowering(inner, isBlock: true, CallSite.BlockIn(label));
        var binder = lowering.Binder(block.Parameters);
        foreach (var name in block.Parameters.BlockLocals)
        {
            inner.Declare(name);
        }
        return new Body(inner, binder, lowering.Lower(block.Body), block.Span);
    }

    private CallSite Site(
        string name,
        Text.Span span,
        bool isOwn,
        bool isBare = false,
        bool hasBlock = false
    ) => new(name, span, isOwn, isBare) { HasBlock = hasBlock, Label = label };

    private Evaluation LowerOrNil(Expression? expression) =>
        expression is null ? NilEvaluation : Lower(expression);

    // The dispatcher of expressions; the method length is that of the list of them.
    private Evaluation Lower(Expression expression)
    {
        switch (expression)
        {
            case SequenceExpression sequence:
                return Sequence(sequence);
            case NilExpression:
                return NilEvaluation;
            case BooleanExpression truth:
                return Constant(Booleans.Of(truth.Value));
            case SelfExpression:
                return static frame => frame.Self;
            case NumberExpression { Value: long small }:
                return Constant(Boxes.Of(small));
            case NumberExpression number:
                return Constant(number.Value);
            case StringExpression text:
                return Literal(text, text.Span);
            case SymbolExpression symbol:
                return Constant(new Symbol(symbol.Name));
            case InterpolationExpression interpolation:
                return Interpolation(interpolation);
            case InterpolatedSymbolExpression symbol:
                var name = Lower(symbol.Text);
                return frame => new Symbol(((RubyString)name(frame)).Text);
            case RegexpExpression regexp:
                return Regexp(regexp);
            case CommandExpression command:
                var line = Lower(command.Text);
                var run = Site("`", command.Span, isOwn: true);
                return frame => run.Call(frame, frame.Self, [line(frame)], null);
            case ArrayExpression array:
                return Array(array);
            case HashExpression hash:
                return Hash(hash);
            case RangeExpression range:
                return Range(range);
            case LambdaExpression lambda:
                var body = Block(lambda.Block);
                return frame => new RubyProc(frame.Runtime.Classes.Proc, body, frame) { IsLambda = true };
            case LocalVariable local:
                return Local(local.Name);
            case InstanceVariable variable:
                return Instance(variable.Name);
            case GlobalVariable variable:
                return Global(variable.Name);
            case ClassVariable variable:
                return ClassVariableOf(variable);
            case ConstantExpression constant:
                return ConstantOf(constant);
            case CallExpression call:
                return Call(call);
            case SuperExpression super:
                return Super(super);
            case YieldExpression yield:
                return Yield(yield);
            case AssignExpression assign:
                return Assign(assign);
            case OperatorAssignExpression assign:
                return OperatorAssign(assign);
            case MultipleAssignExpression assign:
                return MultipleAssign(assign);
            default:
                return LowerControl(expression);
        }
    }

    private Evaluation LowerControl(Expression expression) =>
        expression switch
        {
            IfExpression choice => If(choice),
            AndExpression and => And(and),
            OrExpression or => Or(or),
            NotExpression not => Not(not),
            WhileExpression loop => While(loop),
            ForExpression loop => For(loop),
            CaseExpression choice => Case(choice),
            BeginExpression begin => Begin(begin),
            ExitExpression exit => ExitOf(exit),
            DefinedExpression defined => Defined(defined.Value),
            MethodDefinition method => Def(method),
            ClassDefinition definition => Class(definition),
            ModuleDefinition definition => Module(definition),
            SingletonClassDefinition definition => SingletonClass(definition),
            AliasDefinition alias => Alias(alias),
            UndefDefinition undef => Undef(undef),
            SplatExpression splat => SplatAlone(splat),
            CaseInExpression choice => CaseIn(choice),
            MatchExpression match => Match(match),
            _ => throw new System.Diagnostics.UnreachableException(expression.GetType().Name),
        };

    private static Evaluation Constant(object value) => _ => value;

    private Evaluation SplatAlone(SplatExpression splat)
    {
        var value = Lower(splat.Value);
        return frame => frame.Runtime.Array([.. frame.Runtime.Splat(value(frame))]);
    }

    private Evaluation Sequence(SequenceExpression sequence)
    {
        if (sequence.Items.Length == 0)
        {
            return NilEvaluation;
        }
        if (sequence.Items.Length == 1)
        {
            return Lower(sequence.Items[0]);
        }
        var items = sequence.Items.Select(Lower).ToArray();
        return frame =>
        {
            object value = Nil.Value;
            foreach (var item in items)
            {
                value = item(frame);
                if (frame.Exit != Exit.None)
                {
                    return value;
                }
            }
            return value;
        };
    }

    private static Evaluation Literal(StringExpression text, Text.Span written)
    {
        var content = text.Value;
        var encoding = SourceEncoding.Of(text.Span.File);
        return encoding == RubyEncoding.Utf8
            ? frame => frame.Runtime.String(content)
            : frame => SourceEncoding.Literal(frame.Runtime.Classes.String, content, written, encoding);
    }

    /// <summary>A text in a file whose literals are not of UTF-8.</summary>
    private Evaluation Interpolation(InterpolationExpression interpolation, RubyEncoding encoding)
    {
        var parts = interpolation
            .Parts.Select(part =>
                part is StringExpression text ? Literal(text, interpolation.Span) : Lower(part)
            )
            .ToArray();
        return frame =>
        {
            var ruby = frame.Runtime;
            var whole = new RubyString(ruby.Classes.String, "") { Encoding = encoding };
            foreach (var part in parts)
            {
                var value = part(frame);
                var more = value as RubyString ?? ruby.String(ruby.ToText(value));
                whole.Encoding = EncodingMethods.Shared(ruby, whole, more);
                whole.Append(more.Text);
            }
            return whole;
        };
    }

    private Evaluation Interpolation(InterpolationExpression interpolation)
    {
        if (SourceEncoding.Of(interpolation.Span.File) is var encoding && encoding != RubyEncoding.Utf8)
        {
            return Interpolation(interpolation, encoding);
        }
        var parts = interpolation.Parts.Select(Lower).ToArray();
        var texts = interpolation.Parts.Select(part => (part as StringExpression)?.Value).ToArray();
        return frame =>
        {
            var output = new System.Text.StringBuilder();
            RubyEncoding? other = null;
            for (var i = 0; i < parts.Length; i++)
            {
                if (texts[i] is { } text && other is null)
                {
                    output.Append(text);
                    continue;
                }
                var value = texts[i] is { } literal ? frame.Runtime.String(literal) : parts[i](frame);
                other = Shared(frame.Runtime, output, value, other);
                output.Append(frame.Runtime.ToText(value));
            }
            var whole = frame.Runtime.String(output.ToString());
            whole.Encoding = other ?? whole.Encoding;
            return whole;
        };
    }

    /// <summary>
    /// The encoding of a text that a part is put behind: null, or that of bytes that are no characters.
    /// </summary>
    internal static RubyEncoding? Shared(
        Runtime ruby,
        System.Text.StringBuilder text,
        object part,
        RubyEncoding? encoding
    )
    {
        if (part is not RubyString more || encoding is null && more.IsText || RubyEncoding.IsAscii(more.Text))
        {
            return encoding;
        }
        var before = new RubyString(more.Class, text.ToString()) { Encoding = encoding ?? RubyEncoding.Utf8 };
        return EncodingMethods.Shared(ruby, before, more);
    }

    private Evaluation Regexp(RegexpExpression regexp)
    {
        var flags = regexp.Flags;
        RubyRegexp? kept = null;
        if (regexp.Source is StringExpression source)
        {
            return frame => kept = Made(frame.Runtime, source.Value);
        }
        var parts = ((InterpolationExpression)regexp.Source).Parts.Select(Lower).ToArray();
        var isOnce = flags.Contains('o', StringComparison.Ordinal);
        return frame =>
        {
            if (isOnce && kept is { } first)
            {
                return first.In(frame.Runtime);
            }
            var text = string.Concat(
                parts.Select(part =>
                    part(frame) switch
                    {
                        RubyRegexp inner => inner.Embedded,
                        var value => frame.Runtime.ToText(value),
                    }
                )
            );
            return kept = Made(frame.Runtime, text);
        };

        // What was made last is the same most often, in this world or in another.
        RubyRegexp Made(Runtime ruby, string text) =>
            kept is { } known && known.Source == text
                ? known.In(ruby)
                : new RubyRegexp(ruby.Classes.Regexp, text, flags, regexp.Span);
    }

    private Evaluation Array(ArrayExpression array)
    {
        var items = List(array.Items);
        return frame => frame.Runtime.Array([.. items(frame)]);
    }

    /// <summary>Values one after the other, splats taken apart.</summary>
    private Func<Frame, object[]> List(ImmutableArray<Expression> expressions)
    {
        if (expressions.IsEmpty)
        {
            return static _ => [];
        }
        var items = expressions.Select(e => Lower(e is SplatExpression splat ? splat.Value : e)).ToArray();
        if (!expressions.Any(e => e is SplatExpression || IsSpread(e)))
        {
            return items switch
            {
                [var one] => frame => [one(frame)],
                [var one, var two] => frame => [one(frame), two(frame)],
                _ => frame =>
                {
                    var values = new object[items.Length];
                    for (var i = 0; i < items.Length; i++)
                    {
                        values[i] = items[i](frame);
                    }
                    return values;
                },
            };
        }
        var splats = expressions.Select(e => e is SplatExpression).ToArray();
        var spreads = expressions.Select(IsSpread).ToArray();
        return frame =>
        {
            var values = new List<object>();
            for (var i = 0; i < items.Length; i++)
            {
                var value = items[i](frame);
                if (splats[i])
                {
                    values.AddRange(frame.Runtime.Splat(value));
                }
                else if (!spreads[i] || value is RubyHash { Pairs.Count: > 0 })
                {
                    values.Add(value);
                }
            }
            return [.. values];
        };
    }

    /// <summary>
    /// Keywords that are all taken from hashes (<c>**options</c>): without any there is no argument.
    /// </summary>
    private static bool IsSpread(Expression expression) =>
        expression is HashExpression { IsBraced: false } hash && hash.Pairs.All(pair => pair.Key is null);

    private Evaluation Hash(HashExpression hash)
    {
        var pairs = hash
            .Pairs.Select(pair => (Key: pair.Key is null ? null : Lower(pair.Key), Value: Lower(pair.Value)))
            .ToArray();
        var isKeywords = !hash.IsBraced;
        return frame =>
        {
            var result = frame.Runtime.Hash();
            result.IsKeywords = isKeywords;
            foreach (var (key, value) in pairs)
            {
                if (key is not null)
                {
                    var name = key(frame);
                    result[frame.Runtime.HashKey(name)] = value(frame);
                }
                else
                {
                    var more = value(frame);
                    if (more is Nil)
                    {
                        throw frame.Runtime.Error("TypeError", "no implicit conversion of nil into Hash");
                    }
                    foreach (var (name, item) in frame.Runtime.ToHash(more).Pairs)
                    {
                        result[name] = item;
                    }
                }
            }
            return result;
        };
    }

    private Evaluation Range(RangeExpression range)
    {
        var (from, to) = (LowerOrNil(range.From), LowerOrNil(range.To));
        var isExclusive = range.IsExclusive;
        return frame =>
        {
            var (first, last) = (from(frame), to(frame));
            if (first is not (long or Nil) || last is not (long or Nil))
            {
                if (first is not Nil && last is not Nil && frame.Runtime.Send(first, "<=>", last) is Nil)
                {
                    throw frame.Runtime.Error("ArgumentError", "bad value for range", range.Span);
                }
            }
            return new RubyRange(frame.Runtime.Classes.Range, first, last, isExclusive) { IsFrozen = true };
        };
    }
}
