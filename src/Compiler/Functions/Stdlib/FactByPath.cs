using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class FactByPath() : Function("fact")
{
    public override ImmutableArray<string> Aliases => ["stdlib::fact"];

    public override ImmutableArray<string> Signatures => ["(String fact_name)"];

    public override string Doc =>
        """
            A fact by its dotted path; undef when there is none. Parts with dots in them are quoted.

                fact('no.such.fact') # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var name = arguments[0].ToString();
        Value current = invocation.Compilation.Facts.Values;
        var walked = new List<string>();
        foreach (var part in Split(name))
        {
            if (current is UndefValue)
            {
                break;
            }
            var problem = "";
            (current, problem) = current switch
            {
                HashValue hash => (hash.Find(part) ?? UndefValue.Instance, ""),
                ArrayValue array => RubyNumber.ParseInteger(part) is { } index
                    ? (At(array, index.Number), "")
                    : (UndefValue.Instance, $"is an array; cannot index to '{part}'"),
                _ => (UndefValue.Instance, $"is not a collection; cannot walk to '{part}'"),
            };
            if (problem.Length > 0)
            {
                var path = string.Join('.', walked.Select(Quoted));
                invocation.Compilation.Log(
                    "warning",
                    $"fact request for {name} returning nil: '{path}' {problem}"
                );
            }
            walked.Add(part);
        }
        return current;
    }

    private static Value At(ArrayValue array, long index)
    {
        var at = index < 0 ? index + array.Count : index;
        return at >= 0 && at < array.Count ? array[(int)at] : UndefValue.Instance;
    }

    private static string Quoted(string part) =>
        part.Contains('.', StringComparison.Ordinal) ? $"\"{part}\"" : part;

    /// <summary>What stands between dots; what stands between double quotes is one part.</summary>
    private static IEnumerable<string> Split(string path)
    {
        for (var at = 0; at < path.Length; at++)
        {
            var mark = path[at] == '"' ? '"' : '.';
            var start = mark == '"' ? at + 1 : at;
            var length = path.AsSpan(start).IndexOfAny(mark, '"');
            var end = length < 0 ? path.Length : start + length;
            if (end > start)
            {
                yield return path[start..end];
            }
            at = mark == '.' && end < path.Length && path[end] == '"' ? end - 1 : end;
        }
    }
}
