namespace Bunraku.Model;

/// <summary>The part of assignability that is the same for every type.</summary>
internal static class DataTypeAssignability
{
    public static bool IsAssignable(DataType type, DataType other) =>
        type.Equals(other) || type.Accepts(other);
}
