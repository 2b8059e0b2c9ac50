using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Resolves the type aliases of an environment, which may mention each other in circles: one thread at a
/// time, and none is given to other threads before all those that were begun with it are resolved.
/// </summary>
internal sealed class AliasResolution
{
    private readonly Lock gate = new();
    private readonly List<TypeAliasDefinition> begun = [];
    private int depth;

    public DataType Resolve(TypeAliasDefinition alias)
    {
        lock (gate)
        {
            depth++;
            begun.Add(alias);
            try
            {
                return alias.Resolve();
            }
            finally
            {
                if (--depth == 0)
                {
                    begun.ForEach(one => one.Settle());
                    begun.Clear();
                }
            }
        }
    }
}
