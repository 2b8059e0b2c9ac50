namespace Bunraku.Ruby;

/// <summary>An instance of a class made by <c>Struct.new</c>.</summary>
internal sealed class RubyStruct(RubyModule type, object[] values) : RubyObject(type)
{
    public object[] Values { get; } = values;
}
