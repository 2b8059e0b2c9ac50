namespace Bunraku.Model;

/// <summary>Resource and Class references.</summary>
public sealed class CatalogEntryType : DataType
{
    public static readonly CatalogEntryType Default = new();

    public override string Name => "CatalogEntry";

    public override bool IsInstance(Value value) => false;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is CatalogEntryType or ResourceReferenceType or ClassReferenceType;
}
