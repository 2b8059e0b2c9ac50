using System.Collections.Immutable;
using System.Text;

namespace Bunraku.Apply;

/// <summary>A command of the attributes <c>changes</c> and <c>onlyif</c>, its paths below the
/// context.</summary>
internal sealed record AugeasCommand(string Name, ImmutableArray<string> Arguments)
{
    private static readonly Dictionary<string, string> Forms = new()
    {
        // p: a path; s: a text, quoted or not; c: a comparison; i: a number; g: all the rest.
        ["set"] = "ps",
        ["setm"] = "pss",
        ["rm"] = "p",
        ["remove"] = "p",
        ["clear"] = "p",
        ["clearm"] = "ps",
        ["touch"] = "p",
        ["mv"] = "pp",
        ["move"] = "pp",
        ["rename"] = "ps",
        ["insert"] = "ssp",
        ["ins"] = "ssp",
        ["get"] = "pcs",
        ["values"] = "pg",
        ["defvar"] = "sp",
        ["defnode"] = "sps",
        ["match"] = "pg",
        ["size"] = "ci",
        ["include"] = "s",
        ["not_include"] = "s",
        ["=="] = "g",
        ["!="] = "g",
    };

    /// <summary>The paths among the arguments.</summary>
    public IEnumerable<string> Paths =>
        Arguments.Where((_, i) => i < Forms[Name].Length && Forms[Name][i] == 'p');

    public static AugeasCommand? Parse(string line, string context)
    {
        var scanner = new Scanner(line.Trim());
        if (scanner.IsAtEnd)
        {
            return null;
        }
        var name = scanner.Name();
        if (!Forms.TryGetValue(name, out var form))
        {
            throw new HostException($"Unknown command {name}");
        }
        var arguments = ImmutableArray.CreateBuilder<string>();
        foreach (var kind in form)
        {
            scanner.SkipBlanks();
            var argument = kind switch
            {
                'p' => Path(scanner.Path(), context),
                's' => scanner.Text(),
                'g' => scanner.Rest(),
                _ => scanner.Word(),
            };
            arguments.Add(
                argument
                    ?? throw new HostException(
                        $"missing {(kind == 'p' ? "path" : "string")} argument "
                            + $"{arguments.Count + 1} for {name}"
                    )
            );
        }
        return new AugeasCommand(name, arguments.ToImmutable());
    }

    private static string? Path(string? path, string context)
    {
        if (path is null)
        {
            return null;
        }
        if (path.Length > 1 && path[0] is '"' or '\'')
        {
            path = path[1..^1];
        }
        path = path.EndsWith('/') ? path[..^1] : path;
        return path.StartsWith('$') || path.StartsWith('/') || context.Length == 0 ? path
            : context.EndsWith('/') ? context + path
            : $"{context}/{path}";
    }

    private sealed class Scanner(string text)
    {
        private int at;

        public bool IsAtEnd => at >= text.Length;

        public void SkipBlanks()
        {
            while (!IsAtEnd && char.IsWhiteSpace(text[at]))
            {
                at++;
            }
        }

        public string Name()
        {
            var start = at;
            if (text.AsSpan(at).StartsWith("==") || text.AsSpan(at).StartsWith("!="))
            {
                at += 2;
            }
            else
            {
                while (!IsAtEnd && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
                {
                    at++;
                }
            }
            return text[start..at];
        }

        /// <summary>Up to a blank outside of brackets and quotes.</summary>
        public string? Path()
        {
            var start = at;
            var brackets = 0;
            var quote = '\0';
            for (; !IsAtEnd; at++)
            {
                var c = text[at];
                if (c == '\\')
                {
                    at++;
                }
                else if (quote != '\0')
                {
                    quote = c == quote ? '\0' : quote;
                }
                else if (c is '"' or '\'')
                {
                    quote = c;
                }
                else if (c is '[' or ']')
                {
                    brackets += c == '[' ? 1 : -1;
                    if (brackets < 0)
                    {
                        throw new HostException("unmatched [");
                    }
                }
                else if (brackets == 0 && char.IsWhiteSpace(c))
                {
                    break;
                }
            }
            at = Math.Min(at, text.Length);
            return at == start ? null : text[start..at];
        }

        public string? Text()
        {
            if (IsAtEnd || text[at] is not ('"' or '\''))
            {
                return Word();
            }
            var quote = text[at++];
            var value = new StringBuilder();
            for (; !IsAtEnd && text[at] != quote; at++)
            {
                if (text[at] == '\\' && at + 1 < text.Length)
                {
                    if (text[at + 1] != quote)
                    {
                        value.Append(text[at]);
                    }
                    at++;
                }
                value.Append(text[at]);
            }
            at++;
            return value.ToString();
        }

        public string? Word()
        {
            var start = at;
            while (!IsAtEnd && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            return at == start ? null : text[start..at];
        }

        public string Rest()
        {
            var rest = text[Math.Min(at, text.Length)..];
            at = text.Length;
            return rest;
        }
    }
}
