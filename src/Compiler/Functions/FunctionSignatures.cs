using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>The signatures of the native functions, read from their notation once for each environment.</summary>
internal static class FunctionSignatures
{
    /// <summary>Fails a call whose arguments fit no signature, in the reference's words.</summary>
    public static void Check(Function function, Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var environment = invocation.Compilation.Environment;
        var signatures = environment.SignaturesOf(function);
        var block = invocation.Block?.Type;
        foreach (var signature in signatures)
        {
            if (signature.Type.AcceptsCall(arguments, block))
            {
                return;
            }
        }
        throw invocation.Failure(Mismatches.OfCall(invocation.FunctionName, signatures, arguments, block));
    }

    public static ImmutableArray<Signature> Read(PuppetEnvironment environment, Function function) =>
        [.. function.Signatures.Select(text => Read(environment, text))];

    private static Signature Read(PuppetEnvironment environment, string text)
    {
        var end = ClosingParenthesis(text);
        var returns = text[(end + 1)..].Trim();
        var types = ImmutableArray.CreateBuilder<DataType>();
        var names = ImmutableArray.CreateBuilder<string>();
        DataType? block = null;
        var blockName = "block";
        var (least, most) = (0, 0);
        foreach (var part in Split(text[1..end]))
        {
            var parameter = SignatureParameter.Read(part);
            var type = TypeExpressions.Parse(environment, parameter.Type);
            if (parameter.IsBlock)
            {
                block = parameter.IsOptional ? new OptionalType(type) : type;
                blockName = parameter.Name;
                continue;
            }
            types.Add(type);
            names.Add(parameter.Name);
            least += parameter.IsOptional ? 0 : 1;
            most = parameter.IsRepeated ? int.MaxValue : most + 1;
        }
        var size = new IntegerType(least, most == int.MaxValue ? null : most);
        var result = returns.StartsWith(">>", StringComparison.Ordinal)
            ? TypeExpressions.Parse(environment, returns[2..].Trim())
            : null;
        var tuple = new TupleType(types.ToImmutable(), size);
        return new Signature(new CallableType(tuple, block, result), names.ToImmutable(), blockName);
    }

    private static int ClosingParenthesis(string text)
    {
        var at = text.LastIndexOf(") >>", StringComparison.Ordinal);
        return at >= 0 ? at : text.LastIndexOf(')');
    }

    /// <summary>The parameters between commas that are in no bracket, string or regular expression.</summary>
    private static IEnumerable<string> Split(string text)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '[' or '{' or '(':
                    depth++;
                    break;
                case ']' or '}' or ')':
                    depth--;
                    break;
                case '\'' or '/':
                    i = EndOfQuoted(text, i);
                    break;
                case ',' when depth == 0:
                    yield return text[start..i].Trim();
                    start = i + 1;
                    break;
            }
        }
        if (text[start..].Trim() is { Length: > 0 } last)
        {
            yield return last;
        }
    }

    private static int EndOfQuoted(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == text[start])
            {
                return i;
            }
        }
        return text.Length - 1;
    }
}
