using System.Globalization;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary>Paths such as <c>$['a'][0]</c>, by which rich data refers to a value it holds already.</summary>
internal static partial class LocalReference
{
    public static Value Resolve(Value root, string path)
    {
        var current = root;
        var at = 1;
        while (at < path.Length)
        {
            var step = Step().Match(path, at);
            var next = step.Success ? Enter(current, step) : null;
            current =
                next ?? throw DataTypeException.Runtime($"Unable to resolve the local reference {path}");
            at += step.Length;
        }
        return current;
    }

    private static Value? Enter(Value value, Match step)
    {
        if (!step.Groups["index"].Success)
        {
            var key = step.Groups["key"].Value.Replace("\\'", "'", StringComparison.Ordinal);
            return (value as HashValue)?.Find(key);
        }
        var index = int.Parse(step.Groups["index"].ValueSpan, CultureInfo.InvariantCulture);
        return value switch
        {
            ArrayValue array when index < array.Count => array[index],
            HashValue hash => hash.Find(new IntegerValue(index)),
            _ => null,
        };
    }

    [GeneratedRegex(@"\G\[(?:'(?<key>(?:[^'\\]|\\.)*)'|(?<index>\d+))\]")]
    private static partial Regex Step();
}
