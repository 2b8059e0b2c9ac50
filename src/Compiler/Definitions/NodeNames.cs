using System.Text;
using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>The names of a node definition: one definition each.</summary>
internal static class NodeNames
{
    public const string Default = "default";

    public static IEnumerable<NodeDefinition> Definitions(
        PuppetEnvironment environment,
        NodeExpression syntax
    )
    {
        var parent = syntax.Parent is null ? null : NameOf(syntax.Parent);
        foreach (var match in syntax.Matches)
        {
            yield return match is RegexpExpression regexp
                ? new NodeDefinition(
                    environment,
                    syntax,
                    RegexpName(regexp.Pattern),
                    new RegexpValue(regexp.Pattern),
                    parent
                )
                : new NodeDefinition(environment, syntax, NameOf(match), null, parent);
        }
    }

    private static string NameOf(Expression expression) =>
        expression switch
        {
            DefaultExpression => Default,
            StringExpression text => text.Value.ToLowerInvariant(),
            NameExpression name => name.Value.ToLowerInvariant(),
            _ => expression.Span.Text.ToString().ToLowerInvariant(),
        };

    /// <summary>The title the reference gives such a node's resource.</summary>
    private static string RegexpName(string pattern)
    {
        var name = new StringBuilder();
        foreach (var c in pattern.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ':' or '.')
            {
                name.Append(c);
            }
        }
        return "__node_regexp__" + name.ToString().TrimStart('.');
    }
}
