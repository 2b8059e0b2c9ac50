using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>The data types that rich values of a catalog name.</summary>
public static class RichTypes
{
    public static DataType Parse(PuppetEnvironment environment, string text) =>
        TypeExpressions.Parse(environment, text);
}
