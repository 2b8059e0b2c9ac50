namespace Bunraku.Compiler;

/// <summary>A hash, in the order of its pairs.</summary>
internal sealed record RubyTable(List<(object? Key, object? Value)> Pairs)
{
    public object? Find(string key) => Pairs.Find(pair => pair.Key is string text && text == key).Value;
}
