using System.Text.Json;
using Bunraku.Language;

namespace Bunraku.Compiler;

/// <summary>
/// What <c>metadata.json</c> has to say for the reference to take a folder for a module: a file that lacks
/// something makes it pass the module over, one that is empty or missing does not.
/// </summary>
internal sealed class ModuleMetadata
{
    private const string Dependencies = "dependencies";

    private static readonly string[] Required = ["source", "author", "version", "license", Dependencies];

    /// <summary>The tokens and texts of what the file says at its top.</summary>
    private readonly Dictionary<string, (JsonTokenType Kind, string Text)> found = [];

    private ModuleMetadata() { }

    /// <summary>What is wrong, in the reference's words, or null; and whether it is not even JSON.</summary>
    public static (string Problem, bool IsSyntax)? Check(PuppetModule module, EnvironmentFiles files)
    {
        if (files.ReadBytes(module.In("metadata.json")) is not { } bytes)
        {
            return null;
        }
        var metadata = new ModuleMetadata();
        try
        {
            return metadata.Read(bytes) && metadata.Problem(module.Name) is { } problem
                ? (problem, false)
                : null;
        }
        catch (JsonException)
        {
            var text = System.Text.Encoding.UTF8.GetString(bytes);
            var wrong = Math.Max(0, JsonSyntax.FindError(text));
            return (
                $"{module.Name} has an invalid and unparsable metadata.json file. "
                    + $"The parse error: unexpected token at '{text[wrong..]}'",
                true
            );
        }
    }

    /// <summary>Whether anything is said at all.</summary>
    private bool Read(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        var isSaid = false;
        while (reader.Read())
        {
            isSaid |= reader.CurrentDepth > 0 || reader.TokenType is > JsonTokenType.EndArray;
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }
            var name = reader.GetString()!;
            reader.Read();
            found[name] = (
                reader.TokenType,
                reader.TokenType == JsonTokenType.String ? reader.GetString()! : ""
            );
        }
        return isSaid;
    }

    private string? Problem(string module)
    {
        foreach (var name in Required)
        {
            var (kind, text) = found.GetValueOrDefault(name, (JsonTokenType.Null, ""));
            if (kind == JsonTokenType.Null)
            {
                return $"No {name} module metadata provided for {module}";
            }
            if (name == Dependencies && kind != JsonTokenType.StartArray)
            {
                return $"The value for the key {name} in the file metadata.json of the module {module} must be an "
                    + $"array, not: '{text}'";
            }
        }
        return null;
    }
}
