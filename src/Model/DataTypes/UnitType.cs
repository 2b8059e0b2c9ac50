namespace Bunraku.Model;

/// <summary>
/// The type of the elements of an empty collection: everything goes. It has no name in the language.
/// </summary>
public sealed class UnitType : DataType
{
    public static readonly UnitType Default = new("Unit");

    private UnitType(string name) => Name = name;

    public override string Name { get; }

    public override bool IsInstance(Value value) => true;

    internal override bool IsAssignable(DataType other, TypeRecursion? recursion) => true;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) => true;
}
