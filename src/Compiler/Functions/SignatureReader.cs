using System.Collections.Immutable;
using System.Diagnostics;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Reads the signatures of native functions. They are written as the reference's messages print them:
/// <c>(String str, Integer count?, Any rest*, &amp;Callable[1, 2] block?) >> Array</c>, where <c>?</c> marks
/// what may be left out, <c>*</c> and <c>+</c> what repeats, and <c>&amp;</c> the block.
/// </summary>
internal static class SignatureReader
{
    /// <summary>
    /// The aliases of a function's signatures, <c>Name = Type</c> each; they may mention one another and
    /// themselves.
    /// </summary>
    public static Dictionary<string, TypeAliasType> LocalTypes(
        PuppetEnvironment environment,
        ImmutableArray<string> texts
    )
    {
        var parts = texts.Select(text => text.Split(" = ", 2)).ToList();
        var aliases = parts.ToDictionary(part => part[0], part => new TypeAliasType(part[0]));
        foreach (var part in parts)
        {
            aliases[part[0]]
                .Resolve(TypeExpressions.Parse(environment, part[1], localTypes: aliases.GetValueOrDefault));
        }
        return aliases;
    }

    public static Signature Read(
        PuppetEnvironment environment,
        string text,
        Func<string, DataType?>? localTypes = null
    )
    {
        var types = ImmutableArray.CreateBuilder<DataType>();
        var names = ImmutableArray.CreateBuilder<string>();
        var (required, isOpen) = (0, false);
        DataType? block = null;
        var blockName = "block";
        foreach (var part in Split(Parameters(text)))
        {
            var space = part.LastIndexOf(' ');
            var name = part[(space + 1)..].TrimEnd('?', '*', '+');
            var mark = part[^1];
            if (part.StartsWith('&'))
            {
                block = TypeExpressions.Parse(environment, part[1..space], localTypes: localTypes);
                block = mark == '?' ? new OptionalType(block) : block;
                blockName = name;
                continue;
            }
            types.Add(TypeExpressions.Parse(environment, part[..space], localTypes: localTypes));
            names.Add(name);
            required += mark is '?' or '*' ? 0 : 1;
            isOpen |= mark is '*' or '+';
        }
        var size = new IntegerType(required, isOpen ? null : types.Count);
        var isFixed = !isOpen && required == types.Count && required > 0;
        var parameters = new TupleType(types.ToImmutable(), isFixed ? null : size);
        return new(new CallableType(parameters, block), names.ToImmutable(), blockName);
    }

    /// <summary>What stands between the outer parentheses.</summary>
    private static string Parameters(string text)
    {
        var end = text.LastIndexOf(" >> ", StringComparison.Ordinal);
        var list = end < 0 ? text : text[..end];
        return list is ['(', .., ')'] ? list[1..^1] : throw new UnreachableException(text);
    }

    /// <summary>The parts between commas that stand in no brackets and no pattern.</summary>
    private static IEnumerable<string> Split(string list)
    {
        var (depth, start, isPattern) = (0, 0, false);
        for (var i = 0; i < list.Length; i++)
        {
            isPattern ^= list[i] == '/' && (i == 0 || list[i - 1] != '\\');
            depth +=
                isPattern ? 0
                : list[i] is '[' or '{' ? 1
                : list[i] is ']' or '}' ? -1
                : 0;
            if (list[i] == ',' && depth == 0 && !isPattern)
            {
                yield return list[start..i].Trim();
                start = i + 1;
            }
        }
        if (start < list.Length)
        {
            yield return list[start..].Trim();
        }
    }
}
