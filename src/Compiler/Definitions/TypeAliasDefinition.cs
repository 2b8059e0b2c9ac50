using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary><c>type Name = Type</c>; the right side is looked at when the alias is first used.</summary>
/// <param name="localTypes">Types that are known to it alone, by name.</param>
internal sealed class TypeAliasDefinition(
    PuppetEnvironment environment,
    TypeAliasExpression syntax,
    Func<string, DataType?>? localTypes = null
)
{
    /// <summary>The aliases and resource types that are there before any module is looked at.</summary>
    private static readonly HashSet<string> OfLanguage =
    [
        .. "data richdata richdatakey puppet::lookupkey puppet::lookupvalue".Split(' '),
        .. "component exec file filebucket group node notify package resources schedule".Split(' '),
        .. "service stage tidy user whit".Split(' '),
    ];

    private readonly TypeSetDefinition? typeSet = TypeSetDefinition.Of(environment, syntax);
    private DataType? type;
    private volatile bool isKnown;

    public Span Span => syntax.Anchor;

    /// <summary>Whether an alias may not be called so, by its name in lower case.</summary>
    public static bool IsOfLanguage(string name) => OfLanguage.Contains(name);

    /// <summary>
    /// The alias; while it is being resolved it is known unresolved, so that it may mention itself. Other
    /// threads wait until all that it mentions is resolved.
    /// </summary>
    public DataType Type => isKnown ? type! : environment.Definitions.Aliases.Resolve(this);

    /// <summary>For <see cref="AliasResolution"/>: looks at the right side, unless that is under way.</summary>
    internal DataType Resolve()
    {
        if (type is not null)
        {
            return type;
        }
        try
        {
            return typeSet is not null ? type = typeSet.Make()
                : ObjectHash(syntax.Type) is { } definition ? Object(definition)
                : Alias();
        }
        catch (EvaluationException failure) when (Misuse(failure.Diagnostic.Reference) is { } message)
        {
            type = null;
            throw DataTypeException.Runtime(message);
        }
        catch (Exception)
        {
            type = null;
            throw;
        }
    }

    /// <summary>For <see cref="AliasResolution"/>: all that it mentions is resolved as well.</summary>
    internal void Settle() => isKnown = type is not null;

    /// <summary>
    /// What is wrong with the right side, as it is told where the alias is used; null for other failures.
    /// </summary>
    private static string? Misuse(ReferenceWording? wording)
    {
        const string ofAccess = $"{Wording.EvaluationError}Error while evaluating a {CallSite.Access}, ";
        const string ofName = $"{Wording.EvaluationError}Error while evaluating a {CallSite.TypeName}, ";
        return wording?.IssueCode != Wording.RuntimeError ? null
            : wording.Message.StartsWith(ofAccess, StringComparison.Ordinal)
                ? wording.Message[ofAccess.Length..]
            : wording.Message.StartsWith(ofName, StringComparison.Ordinal) ? wording.Message[ofName.Length..]
            : null;
    }

    /// <summary>A type of the set that the alias stands for, or null.</summary>
    public DataType? FindMember(string name) => typeSet?.Find(name);

    private TypeAliasType Alias()
    {
        var alias = new TypeAliasType(syntax.Name);
        type = alias;
        alias.Resolve(TypeExpressions.Evaluate(environment, syntax.Type, isAlias: true, localTypes));
        return alias;
    }

    private ObjectType Object(HashExpression definition)
    {
        var named = new ObjectType(syntax.Name);
        type = named;
        named.Define((HashValue)TypeExpressions.EvaluateValue(environment, definition, isAlias: true));
        return named;
    }

    /// <summary>The hash of <c>Object[{…}]</c>; null when the alias stands for something else.</summary>
    private static HashExpression? ObjectHash(Expression expression) =>
        expression
            is AccessExpression { Left: ReferenceExpression { Value: "Object" }, Keys: [HashExpression hash] }
            ? hash
            : null;
}
