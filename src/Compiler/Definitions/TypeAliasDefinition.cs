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
            var alias = new TypeAliasType(syntax.Name);
            type = alias;
            try
            {
                var target = TypeExpressions.Evaluate(environment, syntax.Type, isAlias: true);
                if (target is ObjectType { TypeName: null } definition)
                {
                    return type = definition.Named(syntax.Name);
                }
                alias.Resolve(target);
            }
            catch (Exception)
            {
                type = null;
                throw;
            }
            return type;
        }
    }
}
