namespace Bunraku.Model;

/// <summary>The facts of a node: top-level names to structured values.</summary>
public sealed record Facts(string NodeName, HashValue Values)
{
    /// <summary>A value by its name, or by a dotted path (<c>os.family</c>), or null.</summary>
    public Value? Find(string path)
    {
        if (!path.Contains('.', StringComparison.Ordinal))
        {
            return Values.Find(path);
        }
        Value current = Values;
        foreach (var part in path.Split('.'))
        {
            var next = current switch
            {
                HashValue hash => hash.Find(part),
                ArrayValue array when int.TryParse(part, out var i) && i >= 0 && i < array.Count => array[i],
                _ => null,
            };
            if (next is null)
            {
                return null;
            }
            current = next;
        }
        return current;
    }
}
