using System.Collections.Immutable;
using Bunraku.Ruby;

namespace Bunraku.Compiler;

/// <summary>The variables that the parameters of a block or method become.</summary>
internal static class RubyParameterNames
{
    public static ImmutableArray<string> Of(Ruby.Parameters parameters)
    {
        IEnumerable<string?> names =
        [
            .. parameters.Required.SelectMany(Of),
            .. parameters.Optional.Select(parameter => parameter.Name),
            parameters.Rest,
            .. parameters.Post.SelectMany(Of),
            .. parameters.Keywords.Select(parameter => parameter.Name),
            parameters.KeywordRest,
            parameters.Block,
        ];
        return [.. names.OfType<string>()];
    }

    public static IEnumerable<string> Of(Expression parameter) =>
        parameter switch
        {
            LocalVariable variable => [variable.Name],
            MultipleTarget several => several.Before.AddRange(several.After).SelectMany(Of),
            _ => [],
        };
}
