using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>An Object type with values for its type parameters: <c>Error['kind']</c>.</summary>
public sealed class ObjectTypeExtension : DataType
{
    internal ObjectTypeExtension(ObjectType baseType, ImmutableArray<Value> arguments)
    {
        BaseType = baseType;
        var known = baseType.TypeParameters;
        if (known.IsEmpty)
        {
            throw DataTypeException.Runtime($"The {baseType.Name}-Type cannot be parameterized using []");
        }
        var isNamed = arguments is [HashValue only] && !known[0].Type.IsInstance(only);
        Parameters = isNamed
            ? Named((HashValue)arguments[0])
            : HashValue.Of(
                known
                    .Zip(arguments)
                    .Where(pair => pair.Second is not DefaultValue)
                    .Select(pair => Checked(pair.First, pair.Second))
            );
        if (Parameters.Count == 0)
        {
            throw DataTypeException.Runtime(
                $"The {baseType.Name}-Type cannot be parameterized using an empty parameter list"
            );
        }
    }

    /// <summary>The type of an instance: its attributes are the parameters of the same name.</summary>
    internal static DataType Of(ObjectValue instance)
    {
        var parameters = instance.Type.TypeParameters;
        return parameters.IsEmpty
            ? instance.Type
            : new ObjectTypeExtension(
                instance.Type,
                [.. parameters.Select(parameter => instance.Find(parameter.Name) ?? UndefValue.Instance)]
            );
    }

    public override string Name => BaseType.Name;

    public ObjectType BaseType { get; }

    /// <summary>The values by the names of the parameters.</summary>
    public HashValue Parameters { get; }

    /// <summary>
    /// The values as they stand between the brackets: in order, or by name when there are many.
    /// </summary>
    internal Value InitParameters
    {
        get
        {
            var known = BaseType.TypeParameters;
            if (known.Length > 2)
            {
                return Parameters;
            }
            var values = known
                .Select(parameter => Parameters.Find(parameter.Name) ?? DefaultValue.Instance)
                .ToList();
            while (values is [.., DefaultValue])
            {
                values.RemoveAt(values.Count - 1);
            }
            return ArrayValue.Of(values);
        }
    }

    public override Constructor Constructor => BaseType.Constructor;

    public override IEnumerable<DataType> Parts => [BaseType];

    private HashValue Named(HashValue arguments) =>
        HashValue.Of(
            arguments
                .Pairs.Select(pair =>
                    (
                        pair.Value,
                        Parameter: BaseType.TypeParameters.FirstOrDefault(p => p.Name == pair.Key.ToString())
                            ?? throw DataTypeException.Runtime(
                                $"'{pair.Key}' is not a known type parameter for {BaseType.Name}-Type"
                            )
                    )
                )
                .Where(pair => pair.Value is not DefaultValue)
                .Select(pair => Checked(pair.Parameter, pair.Value))
        );

    private static KeyValuePair<Value, Value> Checked(ObjectTypeParameter parameter, Value value) =>
        KeyValuePair.Create(
            (Value)parameter.Name,
            TypeMismatch.AssertInstance($"{parameter.Label} has wrong type,", parameter.Type, value)
        );

    public override bool IsInstance(Value value) =>
        value is ObjectValue instance
        && BaseType.IsInstance(value)
        && Parameters.Pairs.All(pair =>
            instance.Find(pair.Key.ToString()) is { } actual && Matches(actual, pair.Value)
        );

    /// <summary>As the options of a <c>case</c> match.</summary>
    private static bool Matches(Value actual, Value wanted) =>
        wanted switch
        {
            DefaultValue => true,
            DataType type => type.IsInstance(actual) || actual is DataType other && type.IsAssignable(other),
            RegexpValue regexp => actual is StringValue text
                && RubyRegex.Of(regexp.Pattern).Regex.IsMatch(text.Text),
            _ => ValueComparison.AreEqual(actual, wanted),
        };

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is ObjectTypeExtension extension
        && BaseType.IsAssignable(extension.BaseType, recursion)
        && Parameters.Pairs.All(pair =>
            extension.Parameters.Find(pair.Key) is { } actual && Matches(actual, pair.Value)
        );

    public override DataType Generalize() => BaseType;

    internal override void Print(TypePrinter printer) =>
        printer.Append(Name, InitParameters is ArrayValue list ? list.Items : [InitParameters]);

    private protected override bool HasSameParameters(DataType other) =>
        other is ObjectTypeExtension type
        && type.BaseType.Equals(BaseType)
        && type.Parameters.Equals(Parameters);

    public override int GetHashCode() => HashCode.Combine(BaseType, Parameters);
}
