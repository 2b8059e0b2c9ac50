using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>Data types from their text, where no scope and no environment is at hand: built-in types alone.</summary>
internal static class TypeText
{
    /// <summary>Throws <see cref="DataTypeException"/> when the text is no type.</summary>
    public static DataType Read(string text)
    {
        if (DataTypeRoster.Find(text) is { } plain)
        {
            return plain;
        }
        var parsed = PuppetParser.Parse(new SourceFile("<type>", text));
        return !parsed.HasErrors && ValueOf(parsed.Program.Body) is DataType type
            ? type
            : throw new DataTypeException(
                "BAD_TYPE_STRING",
                $"The expression <{text}> is not a valid type specification."
            );
    }

    private static Value? ValueOf(Expression expression) =>
        expression switch
        {
            BlockExpression { Statements: [var only] } => ValueOf(only),
            ReferenceExpression reference => DataTypeRoster.Find(reference.Value)
                ?? new TypeReferenceType(reference.Value),
            AccessExpression access when ValueOf(access.Left) is DataType type => Parametrize(
                type,
                access.Keys
            ),
            StringExpression text => new StringValue(text.Value),
            NameExpression name => new StringValue(name.Value),
            IntegerExpression integer => new IntegerValue(integer.Value),
            FloatExpression real => new FloatValue(real.Value),
            NegateExpression { Inner: IntegerExpression integer } => new IntegerValue(-integer.Value),
            BooleanExpression truth => BooleanValue.Of(truth.Value),
            RegexpExpression regexp => new RegexpValue(regexp.Pattern),
            DefaultExpression => DefaultValue.Instance,
            UndefExpression => UndefValue.Instance,
            ArrayExpression array => ValuesOf(array.Items) is { } items ? new ArrayValue(items) : null,
            HashExpression hash => HashOf(hash),
            _ => null,
        };

    private static DataType? Parametrize(DataType type, ImmutableArray<Expression> keys) =>
        ValuesOf(keys) is { } parameters ? type.WithParameters(parameters.AsSpan()) : null;

    private static ImmutableArray<Value>? ValuesOf(ImmutableArray<Expression> expressions)
    {
        var values = ImmutableArray.CreateBuilder<Value>(expressions.Length);
        foreach (var expression in expressions)
        {
            if (ValueOf(expression) is not { } value)
            {
                return null;
            }
            values.Add(value);
        }
        return values.MoveToImmutable();
    }

    private static HashValue? HashOf(HashExpression hash)
    {
        var entries = new HashValue.Builder();
        foreach (var entry in hash.Entries)
        {
            if (ValueOf(entry.Key) is not { } key || ValueOf(entry.Value) is not { } value)
            {
                return null;
            }
            entries[key] = value;
        }
        return entries.Build();
    }
}
