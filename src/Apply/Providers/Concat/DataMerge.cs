using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Merges data as puppetlabs-concat does: hashes by their keys, lists one after the
/// other.</summary>
/// <param name="keepsFirst">Whether of two values for a key the first counts; else two are a
/// mistake.</param>
internal sealed class DataMerge(bool keepsFirst)
{
    public Value All(IEnumerable<Value> values) => values.Aggregate((Value)HashValue.Empty, Merge);

    private Value Merge(Value first, Value second) =>
        (first, second) switch
        {
            (_, UndefValue or HashValue { Count: 0 } or ArrayValue { Count: 0 }) => first,
            (UndefValue or HashValue { Count: 0 } or ArrayValue { Count: 0 }, _) => second,
            (ArrayValue left, ArrayValue right) => ArrayValue.Of(left.Items.Concat(right.Items).Distinct()),
            (HashValue left, HashValue right) => MergeHashes(left, right),
            _ => throw new HostException("Fragments of different kinds cannot be merged"),
        };

    private HashValue MergeHashes(HashValue left, HashValue right)
    {
        var merged = left.Pairs.ToList();
        foreach (var (key, value) in right.Pairs)
        {
            var at = merged.FindIndex(pair => pair.Key.Equals(key));
            if (at < 0)
            {
                merged.Add(new(key, value));
            }
            else
            {
                merged[at] = new(key, MergeValues(key, merged[at].Value, value));
            }
        }
        return HashValue.Of(merged);
    }

    private Value MergeValues(Value key, Value first, Value second) =>
        (first, second) switch
        {
            (HashValue, HashValue) or (ArrayValue, ArrayValue) => Merge(first, second),
            _ when first.Equals(second) || keepsFirst => first,
            _ => throw new HostException(
                $"Duplicate key '{key}' found with values '{first}' and {second}'. "
                    + "Use 'force' attribute to merge keys."
            ),
        };
}
