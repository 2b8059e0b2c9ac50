using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bunraku.Roster;

/// <summary>
/// Fills each <c>[Roster] static partial ImmutableArray&lt;T&gt; All { get; }</c> with one instance of every
/// sealed, parameterless-constructible class of the compilation that derives from <c>T</c>, in ordinal order
/// of the full name. A new function, provider, fact or command is therefore one new file.
/// </summary>
[Generator]
public sealed class RosterGenerator : IIncrementalGenerator
{
    private const string AttributeSource = """
        namespace Bunraku
        {
            /// <summary>Marks a static partial property that the roster generator fills.</summary>
            [global::System.AttributeUsage(global::System.AttributeTargets.Property)]
            internal sealed class RosterAttribute : global::System.Attribute;
        }
        """;

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(output =>
            output.AddSource("RosterAttribute.g.cs", AttributeSource)
        );
        var properties = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Bunraku.RosterAttribute",
            (node, _) => node is PropertyDeclarationSyntax,
            (found, _) => (IPropertySymbol)found.TargetSymbol
        );
        var pairs = properties.Combine(context.CompilationProvider);
        context.RegisterSourceOutput(
            pairs,
            (output, pair) =>
                output.AddSource(
                    pair.Left.ContainingType.Name + "." + pair.Left.Name + ".g.cs",
                    Fill(pair.Left, pair.Right)
                )
        );
    }

    private static string Fill(IPropertySymbol property, Compilation compilation)
    {
        var element = ((INamedTypeSymbol)property.Type).TypeArguments[0];
        var names = Types(compilation.Assembly.GlobalNamespace)
            .Where(type => type.IsSealed && !type.IsAbstract && Derives(type, element))
            .Where(type => type.InstanceConstructors.Any(c => c.Parameters.Length == 0))
            .Select(type => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))
            .OrderBy(name => name, System.StringComparer.Ordinal);
        var owner = property.ContainingType;
        var source = new StringBuilder();
        source
            .Append("#nullable enable\nnamespace ")
            .Append(owner.ContainingNamespace.ToDisplayString())
            .Append(";\n");
        source
            .Append(owner.IsStatic ? "static " : "")
            .Append(owner.IsRecord ? "partial record " : "partial class ");
        source.Append(owner.Name).Append("\n{\n");
        var type = property.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var access = property.DeclaredAccessibility == Accessibility.Public ? "public" : "internal";
        source
            .Append("    ")
            .Append(access)
            .Append(" static partial ")
            .Append(type)
            .Append(' ')
            .Append(property.Name);
        source.Append(" => Roster_").Append(property.Name).Append(";\n");
        source
            .Append("    private static readonly ")
            .Append(type)
            .Append(" Roster_")
            .Append(property.Name)
            .Append(" =\n    [\n");
        foreach (var name in names)
        {
            source.Append("        new ").Append(name).Append("(),\n");
        }
        return source.Append("    ];\n}\n").ToString();
    }

    private static bool Derives(INamedTypeSymbol type, ITypeSymbol element)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, element))
            {
                return true;
            }
        }
        return false;
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(Types));
}
