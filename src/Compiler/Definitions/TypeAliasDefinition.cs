using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary><c>type Name = Type</c>; the right side is looked at when the alias is first used.</summary>
internal sealed class TypeAliasDefinition(PuppetEnvironment environment, TypeAliasExpression syntax)
{
    private DataType? type;

    public Span Span => syntax.Anchor;

    /// <summary>
    /// The alias; while it is being resolved it is known unresolved, so that it may mention itself.
    /// </summary>
    public DataType Type
    {
        get
        {
            if (type is not null)
            {
                return type;
            }
            try
            {
                return ObjectHash(syntax.Type) is { } definition ? Object(definition) : Alias();
            }
            catch (Exception)
            {
                type = null;
                throw;
            }
        }
    }

    private TypeAliasType Alias()
    {
        var alias = new TypeAliasType(syntax.Name);
        type = alias;
        alias.Resolve(TypeExpressions.Evaluate(environment, syntax.Type, isAlias: true));
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
