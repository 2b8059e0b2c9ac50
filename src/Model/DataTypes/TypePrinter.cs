using System.Globalization;
using System.Text;

namespace Bunraku.Model;

/// <summary>Writes data types in the reference's notation (<c>Struct[{'a' =&gt; Integer}]</c>).</summary>
internal sealed class TypePrinter(bool isExpanded)
{
    /// <summary>Aliases that name each other twice would else fill the memory when written out.</summary>
    private const int LongestText = 10_000_000;

    private readonly StringBuilder output = new();
    private readonly HashSet<TypeAliasType> open = new(ReferenceEqualityComparer.Instance);

    public static string Print(DataType type, bool expanded)
    {
        var printer = new TypePrinter(expanded || type is TypeAliasType or ObjectType);
        type.Print(printer);
        return printer.output.ToString();
    }

    /// <summary>Whether aliases and Object types are written out rather than named.</summary>
    public bool IsExpanded { get; private set; } = isExpanded;

    private TypeSetType? typeSet;

    /// <summary>Names alone, until what is returned is disposed of.</summary>
    public Restoring Unexpanded()
    {
        var restoring = new Restoring(this, IsExpanded, typeSet);
        IsExpanded = false;
        return restoring;
    }

    /// <summary>Names as they stand within a set, until what is returned is disposed of.</summary>
    public Restoring Within(TypeSetType set)
    {
        var restoring = Unexpanded();
        typeSet = set;
        return restoring;
    }

    /// <summary>What a named type is called where it is printed.</summary>
    public void AppendName(DataType type) => output.Append(typeSet?.NameOf(type) ?? type.Name);

    public void Append(string text) => output.Append(text);

    /// <summary>
    /// <c>Name[a, b]</c>, or the name alone without parameters. Types and values may be mixed.
    /// </summary>
    public void Append(string name, params IEnumerable<object?> parameters)
    {
        output.Append(name);
        var separator = "[";
        foreach (var parameter in parameters)
        {
            output.Append(separator);
            AppendParameter(parameter);
            separator = ", ";
        }
        output.Append(separator == "[" ? "" : "]");
    }

    public void AppendParameter(object? parameter)
    {
        if (output.Length > LongestText)
        {
            throw new ExtentException();
        }
        switch (parameter)
        {
            case DataType type:
                type.Print(this);
                break;
            case StructElement element:
                AppendEntry(element);
                break;
            case Value value:
                output.Append(ValueText.Of(value));
                break;
            case IReadOnlyList<object?> list:
                AppendList(list);
                break;
            default:
                output.Append(Convert.ToString(parameter, CultureInfo.InvariantCulture));
                break;
        }
    }

    /// <summary>An alias: its name, and when expanding what it stands for, once.</summary>
    public void AppendAlias(TypeAliasType alias)
    {
        AppendName(alias);
        if (!IsExpanded || alias.IsBuiltIn || !open.Add(alias))
        {
            return;
        }
        output.Append(" = ");
        alias.Resolved.Print(this);
        open.Remove(alias);
    }

    /// <summary>The parts of a range as they stand between brackets: nothing when unbounded.</summary>
    public static IEnumerable<object?> Range(IntegerType? range)
    {
        if (range is null or { From: null, To: null })
        {
            yield break;
        }
        yield return range.From is { } from ? from : "default";
        if (range.To is { } to)
        {
            yield return to;
        }
    }

    private void AppendList(IReadOnlyList<object?> list)
    {
        output.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            AppendParameter(list[i]);
        }
        output.Append(']');
    }

    private void AppendEntry(StructElement element)
    {
        var isOptional = element.ValueType.IsAssignable(UndefType.Default);
        object key = element switch
        {
            { IsOptional: true } when isOptional => new StringValue(element.Name),
            { IsOptional: false } when isOptional => new NotUndefType(new StringType(element.Name)),
            { IsOptional: true } => element.KeyType,
            _ => new StringValue(element.Name),
        };
        AppendParameter(key);
        output.Append(" => ");
        element.ValueType.Print(this);
    }

    /// <summary>Brings back what was before.</summary>
    public readonly struct Restoring(TypePrinter printer, bool wasExpanded, TypeSetType? set) : IDisposable
    {
        public void Dispose()
        {
            printer.IsExpanded = wasExpanded;
            printer.typeSet = set;
        }
    }
}
