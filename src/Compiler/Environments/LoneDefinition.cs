using Bunraku.Language;

namespace Bunraku.Compiler;

/// <summary>
/// A module's file of a function or a type holds the one definition it is named after, and nothing else.
/// </summary>
internal static class LoneDefinition
{
    /// <summary>What is wrong with the file, in the reference's words, or null.</summary>
    public static string? Problem(Program program, string name, string folder, string path)
    {
        if (folder is not ("functions" or "types"))
        {
            return null;
        }
        var kind = folder[..^1];
        var loaded = $"The code loaded from {path}";
        if (program.Definitions is not [var definition])
        {
            return program.Definitions.IsEmpty
                ? $"{loaded} does not define the {kind} '{name}' - it is empty."
                : $"{loaded} must contain only the {kind} '{name}' - it has additional definitions.";
        }
        if (NameOf(definition, kind) is not { } actual)
        {
            var missing = kind == "type" ? "type alias or type definition" : kind;
            return $"{loaded} does not define the {kind} '{name}' - no {missing} found.";
        }
        if (!(kind == "type" ? actual.ToLowerInvariant() : actual).Equals(name, StringComparison.Ordinal))
        {
            var quote = kind == "type" ? "'" : "";
            return $"{loaded} produced {kind} with the wrong name, "
                + $"expected {quote}{name}{quote}, actual {quote}{actual}{quote}";
        }
        return
            ReferenceEquals(program.Body, definition) || program.Body is BlockExpression { Statements: [_] }
            ? null
            : $"{loaded} contains additional logic - can only contain the {kind} {quoted(kind, name)}";

        static string quoted(string kind, string name) => kind == "type" ? $"'{name}'" : name;
    }

    private static string? NameOf(Expression definition, string kind) =>
        (definition, kind) switch
        {
            (FunctionExpression function, "function") => function.Name,
            (TypeAliasExpression alias, "type") => alias.Name,
            (TypeDefinitionExpression type, "type") => type.Name,
            _ => null,
        };
}
