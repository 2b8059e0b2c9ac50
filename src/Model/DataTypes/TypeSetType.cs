namespace Bunraku.Model;

/// <summary>
/// A versioned set of types. The language's name for it is known; sets themselves are not read yet.
/// </summary>
public sealed class TypeSetType : DataType
{
    public static readonly TypeSetType Default = new();

    public override string Name => "TypeSet";

    public override bool IsInstance(Value value) => false;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) => other is TypeSetType;
}
