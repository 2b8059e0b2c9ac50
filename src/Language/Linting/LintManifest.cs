using System.Collections.Immutable;

namespace Bunraku.Language;

/// <summary>A class or a defined type as the checks see it.</summary>
/// <param name="Parameters">The tokens between its parentheses; null without.</param>
internal sealed record LintDefinition(
    bool IsClass,
    ImmutableArray<LintToken> Tokens,
    ImmutableArray<LintToken>? Parameters,
    LintToken Name,
    LintToken? Parent
)
{
    public LintToken Keyword => Tokens[0];
}

/// <summary>The attributes of a resource, from the colon after its title to what ends it.</summary>
/// <param name="Type">The token before the brace.</param>
/// <param name="Attributes">The names of its attributes, without those in nested braces.</param>
internal sealed record LintResource(
    ImmutableArray<LintToken> Tokens,
    LintToken Type,
    ImmutableArray<LintToken> Attributes
);

/// <summary>A manifest's tokens and what they make up.</summary>
internal sealed class LintManifest
{
    private ImmutableArray<LintDefinition>? definitions;
    private ImmutableArray<LintResource>? resources;

    public LintManifest(string fullPath, string text, bool isRelative)
    {
        FullPath = fullPath;
        IsRelative = isRelative;
        Lines = [.. text.Split('\n')];
        try
        {
            Tokens = LintLexer.Read(text);
        }
        catch (LintSyntaxException failure)
        {
            Failure = failure;
            Tokens = [];
        }
    }

    /// <summary>Where the text stopped making tokens; only its lines can be checked then.</summary>
    public LintSyntaxException? Failure { get; }

    public string FullPath { get; }

    /// <summary>Paths are told from the module's root on.</summary>
    public bool IsRelative { get; }

    public ImmutableArray<string> Lines { get; }

    public List<LintToken> Tokens { get; }

    public string Text => string.Concat(Tokens.Select(token => token.Text));

    /// <summary>Classes, then defined types.</summary>
    public ImmutableArray<LintDefinition> Definitions =>
        definitions ??= [.. DefinitionsOf(LintKind.Class), .. DefinitionsOf(LintKind.Define)];

    public ImmutableArray<LintResource> Resources => resources ??= [.. FindResources()];

    public void Insert(int index, LintToken token)
    {
        var before = Tokens[index - 1];
        token.Next = before.Next;
        token.Previous = before;
        if (before.Next is { } after)
        {
            after.Previous = token;
        }
        before.Next = token;
        token.PreviousCode = before.IsFormatting ? before.PreviousCode : before;
        if (!token.IsFormatting)
        {
            token.NextCode = Tokens.Skip(index).FirstOrDefault(other => !other.IsFormatting);
            if (token.NextCode is { } following)
            {
                following.PreviousCode = token;
            }
            if (token.PreviousCode is { } preceding)
            {
                preceding.NextCode = token;
            }
        }
        Tokens.Insert(index, token);
    }

    public void Remove(LintToken token)
    {
        if (token.Next is { } next)
        {
            next.Previous = token.Previous;
        }
        if (token.Previous is { } previous)
        {
            previous.Next = token.Next;
        }
        if (!token.IsFormatting)
        {
            if (token.PreviousCode is { } before)
            {
                before.NextCode = token.NextCode;
            }
            if (token.NextCode is { } after)
            {
                after.PreviousCode = token.PreviousCode;
            }
        }
        Tokens.Remove(token);
    }

    private IEnumerable<LintDefinition> DefinitionsOf(LintKind kind)
    {
        foreach (var keyword in Tokens.Where(token => token.Kind == kind))
        {
            if (EndOf(keyword, out var parent) is { } end && keyword.NextCode is { } name)
            {
                ImmutableArray<LintToken> tokens = [.. Tokens[keyword.Index..(end + 1)]];
                yield return new(kind == LintKind.Class, tokens, ParametersIn(tokens), name, parent);
            }
        }
    }

    /// <summary>
    /// The index of the brace that ends a definition, or null: it is a resource or never ends.
    /// </summary>
    private int? EndOf(LintToken keyword, out LintToken? parent)
    {
        var (braces, parentheses) = (0, 0);
        var inParameters = false;
        parent = null;
        for (var i = keyword.Index + 1; i < Tokens.Count; i++)
        {
            switch (Tokens[i].Kind)
            {
                case LintKind.Inherits:
                    parent = Tokens[i].NextCode;
                    break;
                case LintKind.LeftParenthesis:
                    inParameters |= parentheses++ == 0;
                    break;
                case LintKind.RightParenthesis:
                    inParameters &= parentheses-- != 1;
                    break;
                case LintKind.LeftBrace:
                    braces++;
                    break;
                case LintKind.RightBrace:
                    braces--;
                    if (braces == 0 && !inParameters && keyword.NextCode?.Kind != LintKind.LeftBrace)
                    {
                        return i;
                    }
                    break;
            }
        }
        return null;
    }

    private static ImmutableArray<LintToken>? ParametersIn(ImmutableArray<LintToken> tokens)
    {
        var depth = 0;
        var open = -1;
        for (var i = 0; i < tokens.Length; i++)
        {
            switch (tokens[i].Kind)
            {
                case LintKind.LeftParenthesis:
                    depth++;
                    open = depth == 1 ? i : open;
                    break;
                case LintKind.RightParenthesis when --depth == 0:
                    return open < 0 ? null : tokens[(open + 1)..i];
                case LintKind.LeftBrace when depth == 0:
                    return null;
            }
        }
        return null;
    }

    /// <summary>
    /// Every colon that no brace follows is taken for the end of a title, but for those within the resource
    /// before.
    /// </summary>
    private IEnumerable<LintResource> FindResources()
    {
        var marker = 0;
        foreach (var colon in Tokens.Where(token => token.Kind == LintKind.Colon))
        {
            if (colon.NextCode is not { Kind: not LintKind.LeftBrace })
            {
                continue;
            }
            if (colon.Index < marker)
            {
                yield break;
            }
            var end =
                colon.Find(token => token.Kind is LintKind.Semicolon or LintKind.RightBrace)
                ?? throw new LintSyntaxException(colon.Line, colon.Column);
            marker = end.Index;
            var brace = colon.Index;
            while (brace >= 0 && !OpensBodies(Tokens[brace]))
            {
                brace--;
            }
            if (brace < 0)
            {
                throw new LintSyntaxException(colon.Line, colon.Column);
            }
            ImmutableArray<LintToken> tokens = [.. Tokens[colon.Index..(marker + 1)]];
            yield return new LintResource(tokens, Tokens[brace].PreviousCode!, AttributesIn(tokens));
        }
    }

    private static bool OpensBodies(LintToken token) =>
        token.Kind == LintKind.LeftBrace && token.PreviousCode?.Kind is not (null or LintKind.Question);

    private static ImmutableArray<LintToken> AttributesIn(ImmutableArray<LintToken> tokens)
    {
        var names = ImmutableArray.CreateBuilder<LintToken>();
        for (var token = tokens[0].Previous; token is not null; )
        {
            token = token.Find(other => other.Kind == LintKind.Name);
            if (token is null || token.Index < tokens[0].Index || token.Index > tokens[^1].Index)
            {
                break;
            }
            if (token.NextCode?.Kind == LintKind.Arrow)
            {
                names.Add(token);
            }
        }
        return names.ToImmutable();
    }
}
