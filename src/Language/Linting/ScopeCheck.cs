using System.Text.RegularExpressions;

namespace Bunraku.Language;

/// <summary>Finds variables of the top scope that are named without their colons.</summary>
internal static partial class ScopeCheck
{
    private static readonly string[] Known =
    [
        .. "name title module_name environment clientcert clientversion servername serverip".Split(' '),
        .. "serverversion caller_module_name alias audit before loglevel noop notify require".Split(' '),
        .. "schedule stage subscribe tag facts trusted server_facts".Split(' '),
    ];

    public static void Run(LintManifest manifest, LintReport report)
    {
        // Variables of one definition are known in those after it.
        var known = Known.ToHashSet(StringComparer.Ordinal);
        foreach (var definition in manifest.Definitions)
        {
            foreach (var token in definition.Parameters ?? [])
            {
                if (
                    token.Kind == LintKind.Variable
                    && token.NextCode?.Kind is LintKind.Comma or LintKind.Equals or LintKind.RightParenthesis
                )
                {
                    known.Add(token.Value);
                }
            }
            Check(manifest, definition, known, report);
        }
    }

    private static void Check(
        LintManifest manifest,
        LintDefinition definition,
        HashSet<string> known,
        LintReport report
    )
    {
        var used = new List<LintToken>();
        var ofLambdas = new Dictionary<int, HashSet<string>>();
        var parameters = new Stack<List<string>>();
        var inPipes = false;
        foreach (var token in definition.Tokens)
        {
            switch (token.Kind)
            {
                case LintKind.Equals:
                    Assign(token, known);
                    break;
                case LintKind.Variable when inPipes:
                    parameters.Peek().Add(token.Value);
                    break;
                case LintKind.Variable:
                    used.Add(token);
                    break;
                case LintKind.Pipe when !inPipes:
                    inPipes = true;
                    parameters.Push([]);
                    break;
                case LintKind.Pipe:
                    inPipes = false;
                    Spread(manifest, token, parameters.Pop(), ofLambdas);
                    break;
            }
        }
        foreach (var token in used.Where(token => !IsKnown(token, known, ofLambdas)))
        {
            report.Warn(token, "top-scope variable being used without an explicit namespace");
        }
    }

    /// <summary>
    /// What stands before an equals sign is assigned: a variable, or those between brackets.
    /// </summary>
    private static void Assign(LintToken sign, HashSet<string> known)
    {
        if (sign.PreviousCode is { Kind: LintKind.Variable } single)
        {
            known.Add(single.Value);
            return;
        }
        var depth = 0;
        var token = sign.PreviousCode;
        while (token is not null && sign.PreviousCode?.Kind == LintKind.RightBracket)
        {
            switch (token.Kind)
            {
                case LintKind.Variable:
                    known.Add(token.Value);
                    break;
                case LintKind.RightBracket:
                    depth++;
                    break;
                case LintKind.LeftBracket:
                    depth--;
                    if (depth == 0)
                    {
                        return;
                    }
                    break;
                case LintKind.Comma:
                    break;
            }
            token = token.PreviousCode;
        }
    }

    /// <summary>A lambda's parameters are known on all lines up to the brace that ends it.</summary>
    private static void Spread(
        LintManifest manifest,
        LintToken pipe,
        List<string> names,
        Dictionary<int, HashSet<string>> ofLambdas
    )
    {
        var depth = 0;
        for (var i = pipe.Index; i < manifest.Tokens.Count; i++)
        {
            var token = manifest.Tokens[i];
            depth += token.Kind == LintKind.LeftBrace ? 1 : 0;
            if (token.Kind == LintKind.RightBrace && --depth == 0)
            {
                for (var line = pipe.Line; line <= token.Line; line++)
                {
                    ofLambdas.TryAdd(line, []);
                    ofLambdas[line].UnionWith(names);
                }
                return;
            }
        }
    }

    private static bool IsKnown(
        LintToken token,
        HashSet<string> known,
        Dictionary<int, HashSet<string>> ofLambdas
    )
    {
        var name = IndexPattern.Replace(token.Value, "");
        return (ofLambdas.TryGetValue(token.Line, out var lambda) && lambda.Contains(name))
            || token.Value.Contains("::", StringComparison.Ordinal)
            || FactPattern.IsMatch(token.Value)
            || known.Contains(name)
            || (token.Value.Length > 0 && token.Value.All(char.IsAsciiDigit));
    }

    [GeneratedRegex(@"\[.+\]\Z")]
    private static partial Regex IndexPattern { get; }

    [GeneratedRegex(@"^(?:facts|trusted)\[.+\]", RegexOptions.Multiline)]
    private static partial Regex FactPattern { get; }
}
