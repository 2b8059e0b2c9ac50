using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>What is wrong with a call, signature by signature.</summary>
internal static class SignatureMismatches
{
    public static List<List<Mismatch>> Of(ImmutableArray<Signature> signatures, TupleType arguments)
    {
        var ofArguments = signatures
            .Select((signature, i) => OfArguments(signature, arguments, PathOf(i)))
            .ToList();
        if (ofArguments.TrueForAll(mismatches => mismatches.Count > 0))
        {
            return ofArguments;
        }
        var ofBlocks = signatures.Select((signature, i) => OfBlock(signature, arguments, PathOf(i))).ToList();
        if (ofBlocks.TrueForAll(mismatches => mismatches.Count > 0))
        {
            return ofBlocks;
        }
        return [.. ofArguments.Zip(ofBlocks, (arguments, block) => arguments.Count == 0 ? block : arguments)];
    }

    private static MismatchPath PathOf(int index) => MismatchPath.Empty.Then(PathKind.Signature, index + 1);

    private static DataType? BlockOf(TupleType arguments) =>
        arguments.Types is [.., var last] && last.IsCallable() ? last : null;

    private static List<Mismatch> OfArguments(Signature signature, TupleType arguments, MismatchPath path)
    {
        var types = arguments.Types;
        var count = BlockOf(arguments) is null ? types.Length : types.Length - 1;
        var expected = signature.Parameters;
        var actualSize = new IntegerType(count, count);
        if (!expected.Sizes.IsAssignable(actualSize))
        {
            return [new CountMismatch(path, expected.Sizes, actualSize)];
        }
        for (var i = 0; i < count && !expected.Types.IsEmpty; i++)
        {
            if (expected.At(i).IsAssignable(types[i]))
            {
                continue;
            }
            var name =
                signature.ParameterNames.ElementAtOrDefault(Math.Min(i, expected.Types.Length - 1)) ?? "";
            var found = MismatchSearch.Describe(
                expected.At(i),
                types[i],
                path.Then(PathKind.Parameter, name)
            );
            if (found.Count > 0)
            {
                return found;
            }
        }
        return [];
    }

    private static List<Mismatch> OfBlock(Signature signature, TupleType arguments, MismatchPath path)
    {
        var expected = signature.Type.BlockType;
        return (BlockOf(arguments), expected) switch
        {
            ({ }, null) => [new UnexpectedBlock(path)],
            ({ } block, _) => MismatchSearch.Describe(expected, block, path.Then(PathKind.Block, "block")),
            (null, null) => [],
            _ => expected.IsAssignable(UndefType.Default) ? [] : [new MissingBlock(path)],
        };
    }

    /// <summary>The signature as messages show it: <c>String from, Integer radix?</c>.</summary>
    public static string Print(Signature signature)
    {
        var tuple = signature.Parameters;
        var (from, to) = (tuple.Sizes.From ?? 0, tuple.Sizes.To);
        if (to == 0)
        {
            return "";
        }
        var names = signature.ParameterNames.IsEmpty
            ? [.. tuple.Types.Select(_ => "")]
            : signature.ParameterNames;
        var parts = new List<string>();
        for (var i = 0; i < names.Length; i++)
        {
            var type = tuple.At(i);
            var isRest = to is null && i == names.Length - 1;
            var mark =
                isRest ? (from == names.Length ? "+" : "*")
                : i >= from ? "?"
                : "";
            type = mark == "?" && type is OptionalType { Type: { } inner } ? inner : type;
            parts.Add($"{type} {names[i]}{mark}");
        }
        switch (signature.Type.BlockType)
        {
            case OptionalType { Type: { } block }:
                parts.Add($"{block} {signature.BlockName}?");
                break;
            case CallableType block:
                parts.Add($"{block} {signature.BlockName}");
                break;
            default:
                break;
        }
        return string.Join(", ", parts);
    }
}
