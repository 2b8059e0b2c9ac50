using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// The types of syntax trees by name (<c>Puppet::AST::Program</c>): a set of types that comes with the
/// language.
/// </summary>
internal sealed class SyntaxTypes(PuppetEnvironment environment)
{
    private const string SetName = "Puppet::AST";
    private const string FileName = "syntax-types.pp";

    private readonly Lazy<TypeAliasDefinition> definition = new(() => Read(environment));

    /// <summary>The set, or one of its types; null for any other name.</summary>
    public DataType? Find(string name) =>
        !name.StartsWith(SetName, StringComparison.OrdinalIgnoreCase) ? null
        : name.Length == SetName.Length ? definition.Value.Type
        : name[SetName.Length..] is [':', ':', .. var member] ? definition.Value.FindMember(member)
        : null;

    private static TypeAliasDefinition Read(PuppetEnvironment environment)
    {
        using var stream = typeof(SyntaxTypes).Assembly.GetManifestResourceStream(FileName)!;
        using var reader = new StreamReader(stream);
        var program = PuppetParser.Parse(new SourceFile(FileName, reader.ReadToEnd())).Program;
        return new(environment, (TypeAliasExpression)program.Definitions[0]);
    }
}
