using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>A file of definitions: what it defines, and what is wrong or doubtful about it.</summary>
internal sealed record LoadedFile(
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<Definition> Definitions
)
{
    /// <summary>Finds the types of all parameters, as the reference does when it reads the file.</summary>
    public void ResolveTypes(Scope scope)
    {
        foreach (var definition in Definitions)
        {
            foreach (var parameter in definition.Body.Parameters)
            {
                parameter.Type(scope);
            }
        }
    }
}
