using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Capitalised names and <c>left[keys]</c>: types, elements, slices, attributes of resources.
/// </summary>
internal static class Access
{
    public static Evaluation Lower(Lowering lowering, ReferenceExpression expression) =>
        Lower(lowering, expression, lowering.IsOfAlias);

    /// <param name="isName">Whether an unknown name stays one.</param>
    private static Evaluation Lower(Lowering lowering, ReferenceExpression expression, bool isName)
    {
        var environment = lowering.Environment;
        DataType? found = null;
        var local = lowering.LocalTypes;
        return frame =>
        {
            // Types of a set are known by their full names once the set itself was looked at.
            found ??=
                local?.Invoke(expression.Value)
                ?? frame?.Compilation.FindInTypeSet(expression.Value)
                ?? Type(environment, expression, isName);
            if (found is TypeSetType)
            {
                frame?.Compilation.NoteTypeSet(expression.Value);
            }
            return found;
        };
    }

    public static Evaluation Lower(Lowering lowering, AccessExpression expression)
    {
        var left = lowering.Lower(expression.Left);
        var keys = Keys(lowering, expression);
        if (TypeExpressions.IsConstant(expression))
        {
            Value? found = null;
            return frame => found ??= Get(frame, expression, left(frame), keys(frame));
        }
        return frame => Get(frame, expression, left(frame), keys(frame));
    }

    /// <summary>Between the brackets of <c>Class[…]</c> a capitalised name need not be known.</summary>
    private static Func<Frame, ImmutableArray<Value>> Keys(Lowering lowering, AccessExpression expression)
    {
        if (expression is { Left: ReferenceExpression { Value: "Class" }, Keys: [ReferenceExpression only] })
        {
            var key = Lower(lowering, only, isName: true);
            return frame => [key(frame)];
        }
        return Collections.Items(lowering, [.. expression.Keys.Select(Whole)]);
    }

    /// <summary>Among keys <c>*[…]</c> is one key, a list.</summary>
    private static Expression Whole(Expression key) =>
        key is UnfoldExpression ? new ArrayExpression(key.Span, [key]) : key;

    /// <summary>
    /// What an attribute of a declared resource or class is, its defaults included; undef when unset.
    /// </summary>
    private static Value Attribute(
        Frame frame,
        AccessExpression expression,
        ResourceReference reference,
        Value key
    )
    {
        var resource =
            frame.Compilation.Catalog.Find(
                reference.Type == "Class" ? Declarations.ClassReference(reference.Title) : reference
            )
            ?? throw new EvaluationException(
                CatalogDiagnostics.UnknownResource(expression.Anchor, reference)
            );
        // A title is no parameter: it cannot be asked for.
        if (key is not StringValue { Text: not "title" } name || !ResourceAttributes.Has(resource, name.Text))
        {
            throw new EvaluationException(
                CatalogDiagnostics.UnknownAttributeAccess(expression.Anchor, reference, key)
            );
        }
        return resource[name.Text]
            ?? resource.Scope.DefaultsFor(resource.Type).FirstOrDefault(p => p.Name == name.Text)?.Value
            ?? UndefValue.Instance;
    }

    private static DataType Type(PuppetEnvironment environment, ReferenceExpression expression, bool isName)
    {
        try
        {
            return environment.FindDataType(expression.Value)
                ?? (
                    isName
                        ? environment.Definitions.FindInTypeSet(expression.Value)
                            ?? new TypeReferenceType(expression.Value)
                    : expression.Value == "Node" ? new ResourceReferenceType("Node")
                    : throw new EvaluationException(
                        CompilerDiagnostics.UnknownDataType(expression.Anchor, expression.Value)
                    )
                );
        }
        catch (DataTypeException misuse)
        {
            throw new EvaluationException(
                CompilerDiagnostics.ExpressionFailed(expression.Anchor, CallSite.TypeName, misuse.Message)
            );
        }
    }

    private static Value Get(
        Frame frame,
        AccessExpression expression,
        Value left,
        ImmutableArray<Value> keys
    ) =>
        left switch
        {
            HashValue hash => FromHash(hash, keys),
            ArrayValue list => FromArray(frame, expression, list, Flatten(keys)),
            StringValue text => FromString(expression, text.Text, Flatten(keys)),
            BinaryValue bytes => FromBinary(expression, bytes, Flatten(keys)),
            ClassReferenceType type => FromClassType(frame, expression, type, keys),
            ResourceReferenceType type => FromResourceType(frame, expression, type, keys),
            ResourceReferenceValue reference => Attributes(frame, expression, reference.Reference, keys),
            TypeReferenceType => new TypeReferenceType(TypeExpressions.Text(expression)),
            DataType type => Parametrize(expression, () => type.Nest(keys.AsSpan())),
            ObjectValue value when FromObject(frame, expression, value, keys) is { } found => found,
            _ => throw new EvaluationException(
                CompilerDiagnostics.OperatorNotApplicable(expression.Left.Anchor, "[]", left)
            ),
        };

    /// <summary>What a function of the type called <c>[]</c> answers; null without one.</summary>
    private static Value? FromObject(
        Frame frame,
        AccessExpression expression,
        ObjectValue value,
        ImmutableArray<Value> keys
    )
    {
        if (value.Type.FindFunction("[]") is not { } function)
        {
            return null;
        }
        var site = new CallSite("[]", expression.Anchor, CallSite.Access);
        return RubyMethods.Call(site, frame.Scope, function, keys.Insert(0, value));
    }

    private static Value FromHash(HashValue hash, ImmutableArray<Value> keys) =>
        keys.Length == 1
            ? hash.Find(keys[0]) ?? UndefValue.Instance
            : ArrayValue.Of(keys.Select(hash.Find).OfType<Value>().Where(value => value is not UndefValue));

    private static Value FromArray(
        Frame frame,
        AccessExpression expression,
        ArrayValue list,
        ImmutableArray<Value> keys
    )
    {
        if (keys.Length is 0 or > 2)
        {
            throw new EvaluationException(
                CompilerDiagnostics.SliceArity(expression.Left.Anchor, "Array", keys.Length)
            );
        }
        var index = Index(frame, expression, list, keys, 0);
        if (keys.Length == 1)
        {
            var at = index < 0 ? list.Count + index : index;
            return at >= 0 && at < list.Count ? list[(int)at] : UndefValue.Instance;
        }
        var (start, length) = Slice(list.Count, index, Index(frame, expression, list, keys, 1));
        return length <= 0 ? ArrayValue.Empty : new ArrayValue(list.Items.Slice(start, length));
    }

    private static StringValue FromString(
        AccessExpression expression,
        string text,
        ImmutableArray<Value> keys
    )
    {
        if (keys.Length is 0 or > 2)
        {
            throw new EvaluationException(
                CompilerDiagnostics.SliceArity(expression.Left.Anchor, "String", keys.Length)
            );
        }
        var numbers = new long[2];
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys[i] is StringValue digits ? Numbers.Parse(digits.Text) ?? keys[i] : keys[i];
            numbers[i] = key is IntegerValue number
                ? number.Number
                : throw new EvaluationException(
                    AtKey(expression, i, place => CompilerDiagnostics.StringSliceKey(place, key))
                );
        }
        if (keys.Length == 1)
        {
            var at = numbers[0] < 0 ? text.Length + numbers[0] : numbers[0];
            return at >= 0 && at < text.Length ? new(text[(int)at].ToString()) : StringValue.Empty;
        }
        var (start, length) = Slice(text.Length, numbers[0], numbers[1]);
        return length <= 0 ? StringValue.Empty : new StringValue(text.Substring(start, length));
    }

    private static BinaryValue FromBinary(
        AccessExpression expression,
        BinaryValue bytes,
        ImmutableArray<Value> keys
    )
    {
        var text = string.Concat(bytes.Bytes.ToArray().Select(b => (char)b));
        return new(FromString(expression, text, keys).Text.Select(c => (byte)c).ToArray());
    }

    /// <summary>A start and a length, negative ones counted from the end, cut to what is there.</summary>
    private static (int Start, int Length) Slice(int count, long start, long length)
    {
        start = start < 0 ? count + start : start;
        length = length < 0 ? count - start + length + 1 : length;
        if (start < 0)
        {
            length += start;
            start = 0;
        }
        return start > count ? (0, 0) : ((int)start, (int)Math.Min(length, count - start));
    }

    private static long Index(
        Frame frame,
        AccessExpression expression,
        Value left,
        ImmutableArray<Value> keys,
        int at
    ) =>
        keys[at] is DataType or RegexpValue
            ? throw new EvaluationException(
                AtKey(expression, at, place => CompilerDiagnostics.NotNumeric(place, keys[at]))
            )
            : Index(expression, left, Numbers.Coerce(frame, keys[at], KeyAnchor(expression, at)), at);

    private static long Index(AccessExpression expression, Value left, Value key, int at) =>
        key is IntegerValue number
            ? number.Number
            : throw new EvaluationException(
                AtKey(expression, at, place => CompilerDiagnostics.SliceKey(place, left, key))
            );

    private static Value FromClassType(
        Frame frame,
        AccessExpression expression,
        ClassReferenceType type,
        ImmutableArray<Value> keys
    ) =>
        type.ClassName is { } name
            ? Attributes(frame, expression, new ResourceReference("Class", name), keys)
            : Referred(frame, expression, () => type.Select(keys.AsSpan()));

    /// <summary>References, or with a warning nothing when no title was left.</summary>
    private static Value Referred(Frame frame, AccessExpression expression, Func<Value> select)
    {
        var references = Parametrize(expression, select);
        if (references is UndefValue or ArrayValue { Count: 0 })
        {
            frame.Compilation.Warn(CatalogDiagnostics.NoTitles(KeyAnchor(expression, 0)));
        }
        return references;
    }

    private static Value FromResourceType(
        Frame frame,
        AccessExpression expression,
        ResourceReferenceType type,
        ImmutableArray<Value> keys
    )
    {
        if (type.Reference is { } reference)
        {
            return Attributes(frame, expression, reference, keys);
        }
        return type.TypeName is null && keys is [ResourceReferenceType only]
            ? only
            : Referred(frame, expression, () => type.Select(keys.AsSpan()));
    }

    private static Value Attributes(
        Frame frame,
        AccessExpression expression,
        ResourceReference reference,
        ImmutableArray<Value> keys
    )
    {
        var isArray = keys.Length > 1 || keys[0] is ArrayValue;
        var flat = Flatten(keys).RemoveAll(key => key is UndefValue);
        if (flat.IsEmpty)
        {
            frame.Compilation.Warn(CatalogDiagnostics.NoTitles(KeyAnchor(expression, 0)));
        }
        if (!isArray)
        {
            return flat.IsEmpty ? UndefValue.Instance : Attribute(frame, expression, reference, flat[0]);
        }
        return ArrayValue.Of(flat.Select(key => Attribute(frame, expression, reference, key)));
    }

    private static Value Parametrize(AccessExpression expression, Func<Value> make)
    {
        try
        {
            return make();
        }
        catch (DataTypeException misuse)
        {
            var anchor =
                misuse.ParameterIndex is { } index ? KeyAnchor(expression, index)
                : misuse.IssueCode == "OPERATOR_NOT_APPLICABLE" ? expression.Left.Anchor
                : expression.Anchor;
            throw new EvaluationException(
                misuse.IssueCode == Wording.RuntimeError
                    ? CompilerDiagnostics.ExpressionFailed(anchor, CallSite.Access, misuse.Message)
                : misuse.ParameterIndex is { } at
                    ? AtKey(
                        expression,
                        at,
                        place =>
                            CompilerDiagnostics.BadTypeParameters(place, misuse.IssueCode, misuse.Message)
                    )
                : CompilerDiagnostics.BadTypeParameters(anchor, misuse.IssueCode, misuse.Message)
            );
        }
    }

    /// <summary>
    /// What is wrong with a key. The reference counts keys after it has spread arrays out, and knows no
    /// place for one behind those written.
    /// </summary>
    private static Diagnostic AtKey(AccessExpression expression, int index, Func<Span, Diagnostic> tell)
    {
        var diagnostic = tell(KeyAnchor(expression, index));
        return index < expression.Keys.Length || diagnostic.Reference is not { } reference
            ? diagnostic
            : diagnostic with
            {
                Reference = reference with { HasPlace = false },
            };
    }

    private static Span KeyAnchor(AccessExpression expression, int index) =>
        expression.Keys[Math.Min(index, expression.Keys.Length - 1)].Anchor;

    private static ImmutableArray<Value> Flatten(ImmutableArray<Value> keys) =>
        keys.Any(key => key is ArrayValue)
            ? [.. keys.SelectMany(key => key is ArrayValue list ? Flatten(list.Items) : [key])]
            : keys;
}
