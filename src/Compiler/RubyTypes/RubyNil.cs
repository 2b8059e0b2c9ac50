namespace Bunraku.Compiler;

/// <summary><c>nil</c>, which is not the same as a value that is not known.</summary>
internal sealed class RubyNil
{
    public static readonly RubyNil Instance = new();
}
