using System.Collections.Immutable;
using Bunraku.Compiler;
using Bunraku.Language;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>Pages of what an environment and its modules define in the language itself.</summary>
internal static class ModulePages
{
    public static IEnumerable<Page> Functions(PuppetEnvironment environment) =>
        In(environment, "functions", "function");

    /// <summary>Classes, defines and type aliases.</summary>
    public static IEnumerable<Page> Types(PuppetEnvironment environment) =>
        In(environment, "types", "type alias").Concat(In(environment, "manifests", "class"));

    private static IEnumerable<Page> In(PuppetEnvironment environment, string folder, string kind)
    {
        var files = environment
            .Modules.Select(module => module.In(folder))
            .Prepend(kind == "class" ? "" : Path.Combine(environment.Root, folder))
            .Where(path => path.Length > 0)
            .SelectMany(path => environment.Files.FilesBelow(path, ".pp"));
        foreach (var path in files)
        {
            if (environment.Files.ReadText(path) is not { } text)
            {
                continue;
            }
            var parsed = PuppetParser.Parse(new SourceFile(path, text));
            foreach (var definition in parsed.Program.Definitions)
            {
                if (Read(definition) is { } page)
                {
                    yield return page;
                }
            }
        }
    }

    private static Page? Read(Expression definition) =>
        definition switch
        {
            FunctionExpression function => Of(
                function,
                function.Name,
                "function",
                function.Parameters,
                Signature(function.Name, function.Parameters, function.ReturnType)
            ),
            ClassExpression type => Of(type, type.Name, "class", type.Parameters, $"class {type.Name}"),
            DefineExpression type => Of(type, type.Name, "define", type.Parameters, $"define {type.Name}"),
            TypeAliasExpression alias => Of(
                alias,
                alias.Name,
                "type alias",
                [],
                $"type {alias.Name} = {alias.Type.Span.Text}"
            ),
            _ => null,
        };

    private static Page Of(
        Expression definition,
        string name,
        string kind,
        ImmutableArray<Parameter> parameters,
        string signature
    )
    {
        var file = definition.Span.File;
        var comment = CommentDoc.Above(file.Text, definition.Span.Line);
        return new Page(name, kind, comment.Text)
        {
            Signatures = [signature],
            Source = file.Path,
            Entries =
            [
                .. parameters.Select(parameter => new PageEntry(
                    parameter.Name,
                    parameter.Type?.Span.Text.ToString() ?? "Any",
                    comment.Parameters.GetValueOrDefault(parameter.Name, "")
                )
                {
                    Default = parameter.Default?.Span.Text.ToString(),
                }),
            ],
        };
    }

    private static string Signature(string name, ImmutableArray<Parameter> parameters, Expression? result)
    {
        var parts = parameters.Select(parameter =>
            $"{parameter.Type?.Span.Text.ToString() ?? "Any"} {(parameter.CapturesRest ? "*" : "")}{parameter.Name}"
            + (parameter.Default is null ? "" : "?")
        );
        return $"{name}({string.Join(", ", parts)})" + (result is null ? "" : $" >> {result.Span.Text}");
    }
}
