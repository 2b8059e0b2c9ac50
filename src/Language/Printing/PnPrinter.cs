namespace Bunraku.Language;

/// <summary>Prints a tree in Puppet's s-expression notation, PN.</summary>
public static class PnPrinter
{
    public static string Print(Expression expression) =>
        throw new NotSupportedException(expression.ToString());
}
