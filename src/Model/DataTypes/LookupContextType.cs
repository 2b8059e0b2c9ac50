namespace Bunraku.Model;

/// <summary>The type of what a lookup gives to the data functions it calls.</summary>
public sealed class LookupContextType : DataType
{
    public override string Name => "Puppet::LookupContext";

    public override bool IsInstance(Value value) => value is RuntimeValue runtime && runtime.TypeName == Name;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is LookupContextType;
}
