using System.Collections.Immutable;
using System.Text;

namespace Bunraku.Text;

/// <summary>Keys, the paths of substitutions, and includes.</summary>
internal sealed partial class HoconParser
{
    /// <summary>The keys of a path before a value, and where they stand.</summary>
    private (ImmutableArray<string> Keys, Span At) Keys(HoconToken first)
    {
        var start = position - 1;
        var token = first;
        while (token.Kind is HoconTokenKind.Value or HoconTokenKind.Text)
        {
            token = Next();
        }
        position--;
        if (position == start)
        {
            throw Wrong(
                token,
                "a key or `}` is missing",
                $"expecting a close brace or a field name here, got {token.Shown}"
            );
        }
        var written = tokens[start..position];
        return (Path(written, written[0].Span, ""), written[0].Span.To(written[^1].Span));
    }

    private HoconNode Reference(HoconToken token)
    {
        try
        {
            var keys = Path(token.Path, token.Span, $"String: {token.Line}: ");
            return new HoconReference(token.Span, keys, token.IsOptional);
        }
        catch (DiagnosticException failure)
        {
            mistake ??= failure;
            return new HoconScalar(token.Span, null, "");
        }
    }

    /// <summary>The keys of a path: what periods outside of quotes divide.</summary>
    /// <param name="place">What the reference says before its sentence.</param>
    private static ImmutableArray<string> Path(ImmutableArray<HoconToken> written, Span at, string place)
    {
        if (written.IsEmpty)
        {
            throw new DiagnosticException(
                TextDiagnostics.InvalidHocon(
                    at,
                    "a path is missing",
                    $"{place}Expecting a field name or path here, but got nothing"
                )
            );
        }
        var keys = ImmutableArray.CreateBuilder<string>();
        var key = new StringBuilder();
        var mayBeEmpty = false;
        foreach (var token in written.Where(token => token.Kind != HoconTokenKind.Space))
        {
            if (token.Kind is not (HoconTokenKind.Value or HoconTokenKind.Text))
            {
                throw new DiagnosticException(
                    TextDiagnostics.InvalidHocon(
                        token.Span,
                        "this cannot be part of a path",
                        $"{place}Token not allowed in path expression: {token.Shown} (you can double-quote "
                            + "this token if you really want it here)",
                        "put the key in double quotes"
                    )
                );
            }
            var parts = token.IsQuoted ? [token.Text] : token.Text.Split('.');
            key.Append(parts[0]);
            mayBeEmpty |= token.IsQuoted && key.Length == 0;
            foreach (var part in parts.AsSpan(1))
            {
                keys.Add(Key());
                key.Clear().Append(part);
                mayBeEmpty = false;
            }
        }
        keys.Add(Key());
        return keys.ToImmutable();

        string Key() =>
            key.Length > 0 || mayBeEmpty
                ? key.ToString()
                : throw new DiagnosticException(
                    TextDiagnostics.InvalidHocon(
                        at,
                        "the path has a period at its start or end, or two together",
                        $"{place}path has a leading, trailing, or two adjacent period '.' (use quoted \"\" "
                            + "empty string if you want an empty element)",
                        "put the key in double quotes"
                    )
                );
    }

    /// <summary>
    /// Passes an include. A name leads nowhere from a string, and a relative file depends on where the
    /// process was started; neither includes anything.
    /// </summary>
    private void Include()
    {
        var token = NextSolid();
        if (token.IsQuoted)
        {
            if (
                token.Text.StartsWith("http", StringComparison.OrdinalIgnoreCase)
                && token.Text.Contains("://")
            )
            {
                mistake ??= Unincluded(token);
            }
            return;
        }
        if (token.Kind != HoconTokenKind.Text)
        {
            throw Wrong(
                token,
                "`include` takes a name in double quotes",
                $"include keyword is not followed by a quoted string, but by: {token.Shown}"
            );
        }
        if (token.Text is not ("url(" or "file(" or "classpath("))
        {
            throw Wrong(
                token,
                "`include` takes a name in double quotes, or `file(…)`",
                "expecting include parameter to be quoted filename, file(), classpath(), or url(). No spaces "
                    + $"are allowed before the open paren. Not expecting: {token.Shown}"
            );
        }
        var name = NextSolid();
        if (!name.IsQuoted)
        {
            throw Wrong(
                name,
                $"`{token.Text}` takes a name in double quotes",
                $"expecting a quoted string inside file(), classpath(), or url(), rather than: {name.Shown}"
            );
        }
        var close = NextSolid();
        if (close is not { Kind: HoconTokenKind.Text, Text: ")" })
        {
            throw Wrong(
                close,
                "a `)` is missing",
                $"expecting a close parentheses ')' here, not: {close.Shown}"
            );
        }
        if (token.Text != "file(" || name.Text.StartsWith('/'))
        {
            mistake ??= Unincluded(name);
        }
    }

    private static DiagnosticException Unincluded(HoconToken name) =>
        new(
            TextDiagnostics.InvalidHocon(
                name.Span,
                "files, resources and addresses cannot be included",
                null,
                "name the file as a level of its own in `hiera.yaml`"
            )
        );
}
